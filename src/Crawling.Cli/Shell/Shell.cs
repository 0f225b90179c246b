namespace Crawling.Cli;

/// <summary>Reads C#, evaluates it, prints what came of it, until there is no more. What goes wrong is told and ends nothing.</summary>
/// <param name="globals">What the code sees by name.</param>
/// <param name="starting">The session, which may still be on its way.</param>
/// <param name="input">Where the code comes from.</param>
/// <param name="output">Where values go.</param>
/// <param name="error">Where errors go.</param>
internal sealed class Shell(ShellGlobals globals, Task<ScriptSession> starting, IShellInput input, TextWriter output, TextWriter error)
{
    private const string Prompt = "> ";
    private const string FurtherPrompt = ". ";

    /// <returns>Whether all went well.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation = default)
    {
        var isGood = true;
        while (await ReadAsync(cancellation) is { } code)
        {
            isGood &= string.IsNullOrWhiteSpace(code) || await EvaluateAsync(code, cancellation);
        }

        return isGood;
    }

    /// <summary>The next piece of code, which may be several lines; null if there is none.</summary>
    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var code = "";
        while (true)
        {
            var line = await input.ReadAsync(code.Length == 0 ? Prompt : FurtherPrompt, before => CompleteAsync(code, before), cancellation);
            if (line.End == LineEnd.GivenUp)
            {
                code = "";
                continue;
            }

            if (line.End == LineEnd.Closed)
            {
                return code.Length == 0 ? null : code;
            }

            if (code.Length == 0 && line.Text.Trim() is "exit" or "quit")
            {
                return null;
            }

            code += line.Text;
            if (ScriptSession.IsComplete(code))
            {
                return code;
            }

            code += "\n";
        }
    }

    private async Task<Completions> CompleteAsync(string code, string before)
    {
        var found = (await starting).Complete(code + before);
        return found with { Start = Math.Max(0, found.Start - code.Length) };
    }

    private async Task<bool> EvaluateAsync(string code, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        globals.Cancellation = stop.Token;
        var work = Task.Run(() => TextOfAsync(code, stop.Token), CancellationToken.None);
        await input.WatchAsync(work, stop);
        try
        {
            // What cannot be stopped is left behind.
            if (await work.WaitAsync(stop.Token) is { } text)
            {
                await output.WriteLineAsync(text);
            }

            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("given up");
        }
        catch (CompilationException refusal)
        {
            await error.WriteLineAsync(refusal.Message);
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync(ErrorText.Of(failure));
        }

        return false;
    }

    /// <summary>The text of a value; null if there is none. Made here, for code may run as a value is looked at.</summary>
    private async Task<string?> TextOfAsync(string code, CancellationToken cancellation)
    {
        var evaluation = await (await starting).EvaluateAsync(code, cancellation);
        if (evaluation.Error is { } failure)
        {
            throw failure;
        }

        return evaluation.HasValue || evaluation.Value is not null ? await ValueText.OfAsync(evaluation.Value, cancellation) : null;
    }
}
