using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Serving;

/// <summary>What every request must bring where others than this machine can reach the service.</summary>
internal sealed class AccessToken
{
    private const int Length = 43;

    private readonly byte[] _hash;

    private AccessToken(string text) => _hash = HashOf(text);

    /// <summary>The one that is set; where one is needed and none is set, one that is made once and kept in the folder of the service.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="tell">Told the new one, once, with the file it is in.</param>
    /// <returns>Null if none is needed.</returns>
    public static AccessToken? For(ServeOptions options, ServiceFolder folder, Action<string, string> tell)
    {
        if (options.Token is { } set)
        {
            return new(set);
        }

        if (IPAddress.IsLoopback(IPAddress.Parse(options.Address)))
        {
            return null;
        }

        if (!File.Exists(folder.Token))
        {
            var made = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", Length);
            Write(folder.Token, made);
            tell(made, folder.Token);
        }

        return new(File.ReadAllText(folder.Token).Trim());
    }

    /// <summary>Whether a header <c>Authorization</c> has it: as bearer token, or as password of any user, as scrapyd's clients send it.</summary>
    public bool IsIn(string? authorization) =>
        AuthenticationHeaderValue.TryParse(authorization, out var value) && value switch
        {
            { Scheme: var scheme, Parameter: { } token } when Is(scheme, "Bearer") => IsEqual(token),
            { Scheme: var scheme, Parameter: { } pair } when Is(scheme, "Basic") => PasswordIn(pair) is { } password && IsEqual(password),
            _ => false,
        };

    private static void Write(string path, string token)
    {
        // By rename: a start that is broken off leaves no half of one.
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(unfinished, options))
        {
            file.WriteLine(token);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static bool Is(string scheme, string name) => scheme.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? PasswordIn(string pair)
    {
        var bytes = new byte[pair.Length];
        var text = Convert.TryFromBase64String(pair, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : null;
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    // Of hashes, so that neither the time nor the length tells anything.
    private bool IsEqual(string text) => CryptographicOperations.FixedTimeEquals(HashOf(text), _hash);
}
