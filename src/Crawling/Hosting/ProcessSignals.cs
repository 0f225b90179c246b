using System.Runtime.InteropServices;

namespace Crawling;

/// <summary>The signals that ask a process to end, as system events of the reactor.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PosixSignalRegistration[] _registrations;
    private readonly IDisposable[] _triggers;

    private ProcessSignals(Reactor reactor, Action onSignal)
    {
        _triggers = [.. Signals.Select(signal => reactor.AddSystemEventTrigger(SystemEventPhase.During, signal.ToString(), () =>
        {
            onSignal();
            return null;
        }))];
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            reactor.FireSystemEvent(signal.ToString());
        }))];
    }

    public static ProcessSignals Listen(Reactor reactor, Action onSignal) => new(reactor, onSignal);

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        Array.ForEach(_triggers, trigger => trigger.Dispose());
    }
}
