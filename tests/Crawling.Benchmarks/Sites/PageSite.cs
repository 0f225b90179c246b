using System.Diagnostics;
using System.Globalization;

namespace Crawling.Benchmarks;

/// <summary>The process of a <see cref="PageServer"/>; it ends with this.</summary>
internal sealed class PageSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _server;

    private PageSite(Process server, int port)
    {
        _server = server;
        Port = port;
    }

    public int Port { get; }

    public static async Task<PageSite> StartAsync()
    {
        var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, PageServer.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new PageSite(server, int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    /// <summary>A page of a host that is answered after so many milliseconds.</summary>
    public string Page(string host, long id, int wait = 0) => $"http://{host}:{Port}/page/{wait}/{id}";

    public async ValueTask DisposeAsync()
    {
        _server.StandardInput.Close();
        try
        {
            await _server.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _server.Kill();
        }

        _server.Dispose();
    }
}
