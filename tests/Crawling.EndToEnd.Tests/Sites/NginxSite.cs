using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Crawling.Tests.Sites;

/// <summary>A folder of files served by nginx on loopback: one worker, keep-alive, no access log.</summary>
internal sealed class NginxSite : IAsyncDisposable
{
    private readonly Process _nginx;
    private readonly DirectoryInfo _folder;

    private NginxSite(Process nginx, DirectoryInfo folder, int port)
    {
        _nginx = nginx;
        _folder = folder;
        Port = port;
    }

    public string Address => AddressOf(1);

    private int Port { get; }

    /// <summary>Where nginx is; null on a machine without it.</summary>
    public static string? Program { get; } =
        new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx" }.FirstOrDefault(File.Exists);

    public static async Task<NginxSite> StartAsync(string root)
    {
        // Between finding a free port and taking it another process may take it: then with another port.
        for (var attempt = 0; ; attempt++)
        {
            var port = FreePort();
            var folder = Directory.CreateTempSubdirectory("crawling-nginx-");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"), Configuration(folder.FullName, root, port));
            var nginx = Process.Start(new ProcessStartInfo(Program!, ["-c", Path.Combine(folder.FullName, "nginx.conf"), "-p", folder.FullName])
            {
                RedirectStandardError = true,
            })!;
            var site = new NginxSite(nginx, folder, port);
            if (await site.AnswersAsync(port))
            {
                return site;
            }

            await site.DisposeAsync();
            if (attempt == 5)
            {
                throw new InvalidOperationException("nginx does not start: " + await nginx.StandardError.ReadToEndAsync());
            }
        }
    }

    /// <summary>The site under one of ten addresses, 1 to 10.</summary>
    public string AddressOf(int host) => $"http://127.0.0.{host}:{Port}";

    public async ValueTask DisposeAsync()
    {
        if (!_nginx.HasExited)
        {
            _nginx.Kill(entireProcessTree: true);
        }

        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync(int port)
    {
        while (!_nginx.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(10);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Configuration(string folder, string root, int port) => $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        error_log stderr crit;
        events { worker_connections 1024; }
        http {
          include /etc/nginx/mime.types;
          default_type application/octet-stream;
          access_log off;
          sendfile on; tcp_nopush on; tcp_nodelay on; gzip off;
          keepalive_requests 1000000;
          client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
          server { {{string.Join(' ', Enumerable.Range(1, 10).Select(host => $"listen 127.0.0.{host}:{port} backlog=4096;"))}} root {{root}}; index index.html; }
        }
        """;
}
