using System.Text;

namespace Crawling.Tests.Parsing.Forms;

public sealed class FormSubmissionTests
{
    private const string Forms = """
        <form action=/x method=post><input name=n value=0></form><form id=login method=post><input name=n value=1></form>
        <form name=search method=post><input name=n value=2></form><form class=last method=post><input name=n value=3><input name=inner></form>
        """;

    [Theory]
    // Text, hidden and unknown types; no name, no field.
    [InlineData("<input name=a value=1><input type=hidden name=b value=2><input name=c><input type=odd name=d value=4><input value=5>", "a=1&b=2&c=&d=4")]
    [InlineData("<input name=a value='x\n\ry'><input type=email name=b value=' a@b '><input type=hidden name=c value='x\ny'>", "a=xy&b=a%40b&c=x%0D%0Ay")]
    [InlineData("<input type=checkbox name=a checked><input type=checkbox name=b><input type=CHECKBOX name=c value=1 checked>", "a=on&c=1")]
    [InlineData("<input type=radio name=a value=1 checked><input type=radio name=a value=2 checked><input type=radio name=b value=3>", "a=2")]
    [InlineData("<input type=range name=a><input type=range name=b min=10 max=20><input type=range name=c value=7><input type=color name=d>", "a=50&b=15&c=7&d=%23000000")]
    [InlineData("<input type=file name=a value=x>", "a=")]
    [InlineData("<textarea name=a>\n one\ntwo </textarea>", "a=+one%0D%0Atwo+")]
    [InlineData("<input name=q dirname=d value=1><p dir=rtl><textarea name=t dirname=e></textarea></p>", "q=1&d=ltr&t=&e=rtl")]
    [InlineData("<input type=hidden name=_charset_ value=x>", "_charset_=UTF-8")]
    // Selects.
    [InlineData("<select name=a><option disabled>0<option> one  two <option value=2>b</select>", "a=one+two")]
    [InlineData("<select name=a><option selected>1<option selected value=2></select>", "a=2")]
    [InlineData("<select name=a size=2><option>1<option>2</select>", "")]
    [InlineData("<select name=a multiple><option selected>1<option>2<option selected>3<option selected disabled>4</select>", "a=1&a=3")]
    [InlineData("<select name=a multiple><optgroup disabled><option selected>1</optgroup><optgroup><option selected>2</optgroup></select>", "a=2")]
    // What is barred.
    [InlineData("<input name=a disabled><input name=b readonly value=1>", "b=1")]
    [InlineData("<fieldset disabled><legend><input name=a></legend><legend><input name=b></legend><input name=c></fieldset>", "a=")]
    [InlineData("<fieldset disabled><fieldset><legend><input name=a></legend></fieldset></fieldset><datalist><input name=b></datalist>", "")]
    // Buttons: the first that submits.
    [InlineData("<button type=button name=a></button><input type=reset name=b><button disabled name=c></button><button name=d value=1></button><input type=submit name=e>", "d=1")]
    [InlineData("<input type=image name=a><input type=submit name=b>", "a.x=0&a.y=0")]
    [InlineData("<input type=image>", "x=0&y=0")]
    [InlineData("<input type=submit name=go>", "go=")]
    public void The_successful_controls_are_sent(string controls, string expected) =>
        Assert.Equal(expected, BodyOf(Submit($"<form method=post>{controls}</form>")));

    [Theory]
    [InlineData(null, "a=1&go=1")]
    [InlineData("", "a=1")]
    [InlineData("save", "a=1&save=2")]
    [InlineData("#s", "a=1&save=2")]
    [InlineData("[value='3']", "a=1&save=3")]
    public void A_button_is_clicked_by_name_or_css(string? click, string expected)
    {
        const string Form = """
            <form method=post><input name=a value=1><button name=go value=1></button><button name=save value=2 id=s></button>
            <input type=submit name=save value=3></form>
            """;
        Assert.Equal(expected, BodyOf(Submit(Form, click: click)));
    }

    [Theory]
    [InlineData("go", "The form has no button 'go', by name or CSS. It has <button name=\"send\" value=\"1\">.", "<button name=send value=1></button><button name=go disabled></button>")]
    [InlineData("a[", "The form has no button 'a[', by name or CSS. It has none.", "")]
    public void A_button_that_is_not_there_is_an_error(string click, string expected, string controls) =>
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => Submit($"<form>{controls}</form>", click: click)).Message);

    [Theory]
    [InlineData(null, "n=0")]
    [InlineData("login", "n=1")]
    [InlineData("search", "n=2")]
    [InlineData("2", "n=2")]
    [InlineData("input[name=inner]", "n=3&inner=")]
    [InlineData("form.last", "n=3&inner=")]
    public void A_form_is_chosen_by_id_name_place_or_css(string? form, string expected) => Assert.Equal(expected, BodyOf(Submit(Forms, form: form)));

    [Theory]
    [InlineData("signup")]
    [InlineData("4")]
    [InlineData("[[")]
    public void A_form_that_is_not_there_is_an_error_that_names_those_that_are(string form)
    {
        var error = Assert.Throws<ArgumentException>(() => Submit(Forms, form: form));
        Assert.Equal(
            $"http://a.example/b/page?q=1 has no form '{form}', by id, name, place or CSS. It has 0: <form action=\"/x\">; 1: <form id=\"login\">; "
                + "2: <form name=\"search\">; 3: <form>.",
            error.Message);
        Assert.Equal("http://a.example/b/page?q=1 has no form.", Assert.Throws<ArgumentException>(() => Submit("<p>")).Message);
    }

    [Fact]
    public void Fields_stand_in_the_places_of_the_forms_own()
    {
        var request = Submit(
            "<form method=post><input name=a value=1><input name=b value=2><input name=a value=3><input name=c></form>",
            [new("new", "x\ny"), new("a", "4"), new("a", "5"), new("c", null!), new("gone", null!)]);

        Assert.Equal("a=4&a=5&b=2&new=x%0D%0Ay", BodyOf(request));
    }

    [Theory]
    [InlineData("<form id=f></form><input name=a form=f><form id=g><input name=b form=f><input name=c></form>", "f", "a=&b=")]
    [InlineData("<form id=f><input name=a form=g><input name=b form=''></form><form id=g></form>", "f", "")]
    [InlineData("<table><form id=f><tr><td><input name=a></td></tr></form></table><input name=b>", "f", "a=")]
    [InlineData("<table><tr><form id=f><td><table><tr><td><input name=a></table></td></form></tr><tr><form id=g><td><input name=b></table>", "f", "a=")]
    public void A_control_belongs_to_a_form_by_its_attribute_its_place_or_the_table_they_share(string page, string form, string expected) =>
        Assert.Equal(expected, BodyOf(Submit(page.Replace("<form id=f", "<form method=post id=f", StringComparison.Ordinal), form: form)));

    [Theory]
    [InlineData("", "GET http://a.example/b/page?a=1")]
    [InlineData("action=''", "GET http://a.example/b/page?a=1")]
    [InlineData("action='../to?old#part' method=odd", "GET http://a.example/base/to?a=1")]
    [InlineData("action=to?old method=POST", "POST http://a.example/base/sub/to?old")]
    public void The_action_is_the_pages_or_relative_to_its_base(string attributes, string expected) =>
        Assert.Equal(expected, Submit($"<base href=/base/sub/><form {attributes}><input name=a value=1></form>").ToString());

    [Fact]
    public void A_button_goes_before_its_form()
    {
        var request = Submit(
            "<form action=/x method=post><input name=a><button formaction=/y formmethod=post formenctype=text/plain name=b value=1></button></form>");

        Assert.Equal("POST http://a.example/y", request.ToString());
        Assert.Equal("text/plain", request.Headers["Content-Type"]);
        Assert.Equal("a=\r\nb=1\r\n", BodyOf(request));
        Assert.Equal("GET", Submit("<form method=post><button formmethod=get></button></form>").Method);
    }

    [Theory]
    [InlineData("action=mailto:a@b", "is sent to 'mailto:a@b', which is not http or https.")]
    [InlineData("method=dialog", "The form closes a dialog of its page; it sends nothing.")]
    public void A_form_that_is_not_sent_over_http_is_an_error(string attributes, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Submit($"<form {attributes}></form>")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "windows-1251", "%E6+%26%23128512%3B")]
    [InlineData("accept-charset='nonsense koi8-r utf-8'", "windows-1251", "%D6+%26%23128512%3B")]
    [InlineData("accept-charset=utf-16", "windows-1251", "%D0%B6+%F0%9F%98%80")]
    [InlineData("", "utf-16le", "%D0%B6+%F0%9F%98%80")]
    public void The_forms_encoding_is_used_and_what_it_lacks_becomes_a_reference(string attributes, string charset, string expected)
    {
        var request = Submit($"<form method=post {attributes}><input name=a></form>", [new("a", "ж 😀")], charset: charset);
        Assert.Equal($"a={expected}", BodyOf(request));
    }

    [Fact]
    public void A_form_of_parts_is_the_same_request_each_time()
    {
        const string Form = "<form method=post enctype=multipart/form-data><input name='a\"b' value=ü><input type=file name=f></form>";
        var request = Submit(Form);
        var type = request.Headers["Content-Type"]!;
        var boundary = type.Split("boundary=")[1];

        Assert.StartsWith("multipart/form-data; boundary=----Form", type, StringComparison.Ordinal);
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nü\r\n"
                + $"--{boundary}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
                + $"--{boundary}--\r\n",
            BodyOf(request));
        Assert.Equal(request.Body.ToArray(), Submit(Form).Body.ToArray());
        Assert.NotEqual(type, Submit(Form, [new("f", "x")]).Headers["Content-Type"]);
    }

    private static Request Submit(
        string page, IEnumerable<KeyValuePair<string, string>>? fields = null, string? form = null, string? click = null, string charset = "utf-8")
    {
        var encoding = charset == "utf-16le" ? Encoding.Unicode : Encoding.UTF8;
        var headers = new HeaderList().Add("Content-Type", $"text/html; charset={charset}");
        return Request.FormFrom(new Response("http://a.example/b/page?q=1", 200, headers, encoding.GetBytes(page)), fields, form, click);
    }

    private static string BodyOf(Request request) => Encoding.UTF8.GetString(request.Body.Span);
}
