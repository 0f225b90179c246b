using System.Diagnostics;

namespace Crawling.Cli.Tests;

/// <summary>A project in a folder of its own, with a cache of its own, and the crawler as a child process in it.</summary>
public sealed class ProjectFolder : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public ProjectFolder()
        : this("{}")
    {
    }

    internal ProjectFolder(string? settings)
    {
        if (settings is not null)
        {
            Write("crawler.json", settings);
        }
    }

    public static string Crawler => Path.Combine(AppContext.BaseDirectory, "crawler.dll");

    public string Root { get; } = Directory.CreateTempSubdirectory("crawler-cli-").FullName;

    public string Cache => Path.Combine(Root, "cache", "crawler");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A spider that crawls nothing unless it is given more.</summary>
    public static string SpiderCode(string type, string members = "") => $$"""
        using Crawling;

        public sealed class {{type}} : Spider
        {
            {{members}}

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                yield break;
            }
        }
        """;

    /// <summary>A command line of the crawler, for a shell.</summary>
    public static string Command(params string[] arguments) => $"dotnet {Crawler} {string.Join(' ', arguments)}";

    public string Write(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    /// <summary>Compiles the spiders into the cache, as the crawler would: here the compiler is warm, which in a process of its own takes
    /// seconds.</summary>
    /// <param name="file">The one with the spider, if it is run by its file.</param>
    public void Compile(string? file = null)
    {
        var project = file is null ? SpiderProject.Find(Root)! : SpiderProject.OfFile(Path.Combine(Root, file));
        SpiderSource[] sources = [.. project.Sources().Select(SpiderSource.Read)];
        var references = project.References();
        new AssemblyCache(Cache, TimeProvider.System).Store(CacheKey.Of(sources, references), new SpiderCompiler(project).Compile(sources, references));
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public Task<Outcome> RunAsync(params string[] arguments) => RunInAsync("", arguments);

    public async Task<Outcome> RunInAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return await FinishAsync(process);
    }

    /// <summary>Runs it with a text as its standard input.</summary>
    public async Task<Outcome> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = StartProgram("", "dotnet", [Crawler, .. arguments], hasInput: true);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    /// <summary>Runs it with a terminal for both outputs; what that shows is all in <see cref="Outcome.Output"/>.</summary>
    public async Task<Outcome> RunOnTerminalAsync(params string[] arguments)
    {
        using var process = StartProgram("", "script", ["-qec", Command(arguments), "/dev/null"]);
        return await FinishAsync(process);
    }

    /// <summary>Runs another program.</summary>
    public async Task<Outcome> RunProgramAsync(string folder, string program, params string[] arguments)
    {
        using var process = StartProgram(folder, program, arguments);
        return await FinishAsync(process);
    }

    public Process Start(string folder, params string[] arguments) => StartProgram(folder, "dotnet", [Crawler, .. arguments]);

    private Process StartProgram(string folder, string program, IEnumerable<string> arguments, bool hasInput = false)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Root, folder),
            UseShellExecute = false,
            RedirectStandardInput = hasInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(Root, "cache");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<Outcome> FinishAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>That the command refused, in one line that says all this.</summary>
        public void IsRefused(params string[] words)
        {
            Assert.True(ExitCode == 2, $"exit code {ExitCode}: {Output}{Error}");
            Assert.Equal("", Output);
            var line = Assert.Single(ErrorLines);
            Assert.StartsWith("crawler: ", line, StringComparison.Ordinal);
            Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        }
    }
}
