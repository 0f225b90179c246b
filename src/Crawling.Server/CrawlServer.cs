using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crawling.Serving;

/// <summary>The service: its web server, its queue and its clock.</summary>
internal sealed class CrawlServer : IAsyncDisposable
{
    /// <summary>For a crawl to start there is little to say.</summary>
    private const long MaxBodySize = 256 << 10;

    /// <summary>For crawls that did not end in time to be cut off.</summary>
    private static readonly TimeSpan EndLimit = JobQueue.EndLimit + TimeSpan.FromSeconds(20);

    private const string Ready = "database";

    private readonly WebApplication _app;

    private CrawlServer(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Makes it and starts it: jobs of a former one go on.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="tellToken">Told the token, if one was made, and the file that it is in.</param>
    /// <exception cref="SettingsException">A setting cannot be used, or another service has the folder.</exception>
    public static async Task<CrawlServer> StartAsync(ServedProject project, ServeOptions options, Action<string, string> tellToken)
    {
        ServeSettings.Check(options);
        foreach (var schedule in options.Schedules)
        {
            await project.CheckAsync(schedule.Spider, schedule.Arguments, schedule.Settings);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning);

        // Of a start that fails the caller tells.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        project.Logging(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port);
        });

        var folder = ServiceFolder.Hold(options.Directory);
        try
        {
            AddServices(builder.Services, project, options, folder, AccessToken.For(options, folder, tellToken));
            var server = new CrawlServer(builder.Build());
            await server.StartAsync();
            return server;
        }
        catch (IOException error)
        {
            folder.Dispose();
            throw new SettingsException($"cannot listen on {options.Address}, port {options.Port}: {error.Message}", error);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Until a signal of the process ends it.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task StartAsync()
    {
        Map(_app);
        try
        {
            await _app.StartAsync();
        }
        catch
        {
            // Crawls may have begun.
            await DisposeAsync();
            throw;
        }
    }

    private static void AddServices(IServiceCollection services, ServedProject project, ServeOptions options, ServiceFolder folder, AccessToken? token)
    {
        // Made by a function, they are disposed with the others.
        services.AddSingleton(_ => folder);
        services.AddSingleton(_ => ServedJobs.Open(folder.Database));
        services.AddSingleton(project).AddSingleton(options).AddSingleton(TimeProvider.System);
        services.AddSingleton<RunStarter>().AddSingleton<JobDesk>().AddSingleton<JobView>();
        services.AddSingleton<JobQueue>().AddHostedService(provider => provider.GetRequiredService<JobQueue>());
        services.AddSingleton<ScheduleClock>().AddHostedService(provider => provider.GetRequiredService<ScheduleClock>());
        services.AddSingleton(new RequestGuard(options, token));
        services.AddExceptionHandler<ProblemWriter>().AddProblemDetails();
        services.AddHealthChecks().AddCheck<DatabaseCheck>(Ready);
        services.AddOpenApi("v1");
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = EndLimit);
        services.ConfigureHttpJsonOptions(json => ServeJson.Apply(json.SerializerOptions));
    }

    private static void Map(WebApplication app)
    {
        SecurityHeaders.Use(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseMiddleware<RequestGuard>();

        // Those who look after the service know it by other names.
        var open = new Access(WithoutToken: true, ByAnyName: true);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).WithMetadata(open);
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Name == Ready }).WithMetadata(open);
        app.MapOpenApi();
        var api = app.MapGroup("/api/v1");
        ServiceEndpoints.Map(api.MapGroup("").WithTags("service"));
        SpiderEndpoints.Map(api.MapGroup("").WithTags("spiders"));
        JobEndpoints.Map(api.MapGroup("").WithTags("jobs"));
        ControlEndpoints.Map(api.MapGroup("").WithTags("control"));
        LiveEndpoint.Map(api.MapGroup("").WithTags("jobs"));
        JobFileEndpoints.Map(api.MapGroup("").WithTags("files"));
        DeadLetterEndpoints.Map(api.MapGroup("").WithTags("dead letters"));
        ScrapydEndpoints.Map(app);
        DashboardEndpoints.Map(app);
    }
}
