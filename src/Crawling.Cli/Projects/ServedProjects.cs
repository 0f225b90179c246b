using Crawling.Configuration;
using Crawling.Serving;

namespace Crawling.Cli;

/// <summary>A project, for the service that runs its spiders.</summary>
internal static class ServedProjects
{
    /// <exception cref="SettingsException">There is no project in this folder or above it.</exception>
    /// <exception cref="CompilationException">A spider does not compile.</exception>
    public static ServedProject Load(LogSettings log, params string[] childArguments)
    {
        var project = SpiderProject.Current();
        return new()
        {
            Name = new DirectoryInfo(project.Root).Name,
            Spiders = new SpiderLoader(project).Load().Spiders,
            Layers = settings => SettingsLayers.FromFile(project.Settings, SettingsLayer.ProcessEnvironment(), SettingsLayer.CommandLine(settings)),
            Services = file => CrawlServices.Create(file is null ? LogSettings.None : log with { File = file, Quiet = true }, project),
            Logging = logging => CrawlLog.AddTo(logging, log, project.Settings),
            Child = () =>
            {
                var start = OwnProgram.Again(childArguments);
                start.WorkingDirectory = project.Root;
                return start;
            },
        };
    }
}
