using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>The triggers of system events and their phases.</summary>
internal sealed class SystemEvents(Reactor reactor, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly List<Trigger> _triggers = [];

    public IDisposable Add(SystemEventPhase phase, string name, Func<Deferred?> callback)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var trigger = new Trigger(this, phase, name, callback);
        lock (_lock)
        {
            _triggers.Add(trigger);
        }

        return trigger;
    }

    public bool Any(string name)
    {
        lock (_lock)
        {
            return _triggers.Exists(trigger => trigger.Name == name);
        }
    }

    public Deferred Fire(string name)
    {
        var done = new Deferred(reactor);
        RunPhase(name, SystemEventPhase.Before, done);
        return done;
    }

    private void RunPhase(string name, SystemEventPhase phase, Deferred done)
    {
        Trigger[] due;
        lock (_lock)
        {
            due = [.. _triggers.Where(trigger => trigger.Name == name && trigger.Phase == phase)];
        }

        var left = 1;
        foreach (var trigger in due)
        {
            try
            {
                if (!trigger.Removed && trigger.Callback() is { } waiting)
                {
                    left++;
                    waiting.AddErrback(error => ReactorLog.TriggerFailed(logger, name, error)).AddBoth(Ended);
                }
            }
            catch (Exception error)
            {
                ReactorLog.TriggerFailed(logger, name, error);
            }
        }

        Ended();

        // Deferreds of other loops end on other threads.
        void Ended()
        {
            if (!reactor.InLoop)
            {
                reactor.Post(Ended);
            }
            else if (--left == 0)
            {
                if (phase == SystemEventPhase.After)
                {
                    done.Callback();
                }
                else
                {
                    RunPhase(name, phase + 1, done);
                }
            }
        }
    }

    private void Remove(Trigger trigger)
    {
        lock (_lock)
        {
            trigger.Removed = true;
            _triggers.Remove(trigger);
        }
    }

    private sealed class Trigger(SystemEvents owner, SystemEventPhase phase, string name, Func<Deferred?> callback) : IDisposable
    {
        public SystemEventPhase Phase => phase;

        public string Name => name;

        public Func<Deferred?> Callback => callback;

        public bool Removed { get; set; }

        public void Dispose() => owner.Remove(this);
    }
}
