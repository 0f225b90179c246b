using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>Logging in: any name and password will do, but only with the token that came with the form. Kept in cookies alone.</summary>
internal static class Session
{
    private const string Cookie = "session";
    private const string TokenCookie = "csrf";
    private static readonly CookieOptions CookieOptions = new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };

    public static bool IsLoggedIn(HttpRequest request) => request.Cookies.ContainsKey(Cookie);

    /// <summary>A new token for the form, remembered in a cookie.</summary>
    public static string GiveToken(HttpRequest request)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        request.HttpContext.Response.Cookies.Append(TokenCookie, token, CookieOptions);
        return token;
    }

    public static async ValueTask<IResult> LogInAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : FormCollection.Empty;
        if (request.Cookies[TokenCookie] is not { } token || form["csrf_token"] != token)
        {
            return FormAgain("The CSRF token is missing or not the form's.", StatusCodes.Status400BadRequest);
        }

        if (form["username"] is not [{ Length: > 0 } user] || form["password"] is not [{ Length: > 0 }])
        {
            return FormAgain("Error while logging in: please provide your username and password.", StatusCodes.Status200OK);
        }

        var cookies = request.HttpContext.Response.Cookies;
        cookies.Append(Cookie, user, CookieOptions);
        cookies.Delete(TokenCookie, CookieOptions);
        return Results.Redirect("/");

        IResult FormAgain(string error, int status) => Page(new QuotesPages(IsLoggedIn(request)).Login(GiveToken(request), error), status);
    }

    public static IResult LogOut(HttpRequest request)
    {
        request.HttpContext.Response.Cookies.Delete(Cookie, CookieOptions);
        return Results.Redirect("/");
    }
}
