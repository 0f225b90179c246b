using System.Text;
using System.Text.Json;

namespace Crawling.Tests;

public sealed class HtmlEncodingTests
{
    /// <summary>Neither UTF-8 nor anything else that a text says about itself.</summary>
    private const byte NotUtf8 = 0xE9;

    public static TheoryData<string, string> PrescanCases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var part in ReadData("prescan.dat").Split("#data\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var halves = part.Split("\n#encoding\n");
                cases.Add(halves[0], halves[1].Trim());
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(PrescanCases))]
    public void A_meta_element_is_found_as_html5lib_finds_it(string html, string expected) =>
        Assert.Equal(expected, HtmlEncoding.Detect([.. Encoding.ASCII.GetBytes(html), NotUtf8]).WebName);

    [Theory]
    [InlineData("ibm866", "8FE0A8A2A5E2", "Привет")]
    [InlineData("iso-8859-2", "AE6C75BB6F75E86BFD", "Žluťoučký")]
    [InlineData("iso-8859-3", "E66975BC61FD6465", "ĉiuĵaŭde")]
    [InlineData("iso-8859-4", "B9F3BA727369656C61", "šķērsiela")]
    [InlineData("iso-8859-5", "BFE0D8D2D5E2", "Привет")]
    [InlineData("iso-8859-6", "E5D1CDC8C7", "مرحبا")]
    [InlineData("iso-8859-7", "CAE1EBE7ECDDF1E1", "Καλημέρα")]
    [InlineData("iso-8859-8", "F9ECE5ED", "שלום")]
    [InlineData("iso-8859-8-i", "F9ECE5ED", "שלום")]
    [InlineData("iso-8859-10", "FEF372F0757220A6", "þórður Ķ")]
    [InlineData("iso-8859-13", "41E869FB", "Ačiū")]
    [InlineData("iso-8859-14", "F0796E656220A2", "ŵyneb ḃ")]
    [InlineData("iso-8859-15", "3520A4", "5 €")]
    [InlineData("iso-8859-16", "42756EE320FE6172E3", "Bună țară")]
    [InlineData("koi8-r", "F0D2C9D7C5D4", "Привет")]
    [InlineData("koi8-u", "B7D6C1CB", "Їжак")]
    [InlineData("macintosh", "6361668E", "café")]
    [InlineData("windows-874", "CAC7D1CAB4D5", "สวัสดี")]
    [InlineData("windows-1250", "8E6C759D6F75E86BFD", "Žluťoučký")]
    [InlineData("windows-1251", "CFF0E8E2E5F2", "Привет")]
    [InlineData("windows-1252", "636166E9209335208094", "café “5 €”")]
    [InlineData("windows-1253", "CAE1EBE7ECDDF1E1", "Καλημέρα")]
    [InlineData("windows-1254", "DD79692067FC6E6C65722C20FEFC6BFC72", "İyi günler, şükür")]
    [InlineData("windows-1255", "F9ECE5ED", "שלום")]
    [InlineData("windows-1256", "E3D1CDC8C7", "مرحبا")]
    [InlineData("windows-1257", "41E869FB", "Ačiū")]
    [InlineData("windows-1258", "D0F46E67", "Đông")]
    [InlineData("x-mac-cyrillic", "8FF0E8E2E5F2", "Привет")]
    [InlineData("gbk", "C4E3BAC3A3ACCAC0BDE7", "你好，世界")]
    [InlineData("gb18030", "C4E3BAC3209439FC36", "你好 😀")]
    [InlineData("big5", "A741A66EA141A540ACC9", "你好，世界")]
    [InlineData("euc-jp", "A4B3A4F3A4CBA4C1A4CFA1A2C0A4B3A6", "こんにちは、世界")]
    [InlineData("iso-2022-jp", "1B244224332473244B2441244F1B2842", "こんにちは")]
    [InlineData("shift_jis", "82B182F182C982BF82CD814190A28A458740", "こんにちは、世界①")]
    [InlineData("euc-kr", "BEC8B3E7C7CFBCBCBFE42094EE", "안녕하세요 뷁")]
    [InlineData("utf-16be", "006800E9006C006C006F", "héllo")]
    [InlineData("utf-16le", "6800E9006C006C006F00", "héllo")]
    [InlineData("utf-8", "68C3A96C6C6F20F09F9880", "héllo 😀")]
    public void A_text_in_the_encoding_of_the_content_type_is_decoded(string label, string bytes, string expected)
    {
        var body = Convert.FromHexString(bytes);
        Assert.Equal(expected, HtmlEncoding.Detect(body, $"text/html; charset={label}").GetString(body));
    }

    [Fact]
    public void Every_label_of_the_standard_means_what_its_name_means()
    {
        var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(ReadData("encoding-labels.json"))!;
        Assert.True(labels.Count > 200);
        Assert.All(labels, entry => Assert.Equal(
            HtmlEncoding.Detect([NotUtf8], $"text/html; charset={entry.Value}").CodePage,
            HtmlEncoding.Detect([NotUtf8], $"text/html; charset={entry.Key}").CodePage));
    }

    [Theory]
    [InlineData("EFBBBF", "utf-8")]
    [InlineData("FEFF", "utf-16BE")]
    [InlineData("FFFE", "utf-16")]
    public void A_byte_order_mark_wins_over_everything(string mark, string expected)
    {
        byte[] body = [.. Convert.FromHexString(mark), .. "<meta charset=koi8-r>"u8, NotUtf8];
        Assert.Equal(expected, HtmlEncoding.Detect(body, "text/html; charset=big5").WebName);
    }

    [Theory]
    [InlineData("text/html; charset=koi8-r")]
    [InlineData("text/html;charset=\"KOI8-R\"")]
    [InlineData("text/html ; CharSet = ' koi8-r '")]
    [InlineData("text/html; charset=koi8-r; format=flowed")]
    public void The_content_type_wins_over_the_document(string contentType) =>
        Assert.Equal("koi8-r", HtmlEncoding.Detect([.. "<meta charset=big5>"u8, NotUtf8], contentType).WebName);

    [Theory]
    [InlineData("utf-7")]
    [InlineData("klingon")]
    [InlineData("iso-2022-kr")]
    [InlineData("")]
    public void A_label_that_means_nothing_is_passed_over(string label)
    {
        Assert.Equal("big5", HtmlEncoding.Detect([.. "<meta charset=big5>"u8, NotUtf8], $"text/html; charset={label}").WebName);
        Assert.Equal("big5", HtmlEncoding.Detect(
            [.. Encoding.ASCII.GetBytes($"<meta charset='{label}'><meta charset=big5>"), NotUtf8]).WebName);
    }

    [Theory]
    [InlineData("<meta charset=utf-16le>", "utf-8")]
    [InlineData("<meta charset=x-user-defined>", "windows-1252")]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?>", "koi8-r")]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?><meta charset=big5>", "big5")]
    [InlineData("<meta charset=none content='text/html; charset=big5' http-equiv=content-type>", "windows-1252")]
    [InlineData("<!--><meta charset=big5>", "big5")]
    [InlineData("</meta charset=koi8-r><meta charset=big5>", "big5")]
    [InlineData("<? <meta charset=koi8-r><meta charset=big5>", "big5")]
    [InlineData("<META/CHARSET=big5/>", "windows-1252")]
    [InlineData("<META/CHARSET=big5>", "big5")]
    [InlineData("<meta charset=big5 charset=koi8-r>", "big5")]
    [InlineData("<meta charset=big5", "windows-1252")]
    [InlineData("<meta charset=", "windows-1252")]
    [InlineData("<", "windows-1252")]
    public void The_prescan_follows_the_standard_in_its_corners(string html, string expected) =>
        Assert.Equal(expected, HtmlEncoding.Detect([.. Encoding.ASCII.GetBytes(html), NotUtf8]).WebName);

    [Theory]
    [InlineData(900, "big5")]
    [InlineData(1024 - 19, "big5")]
    [InlineData(1024 - 18, "windows-1252")]
    [InlineData(1025, "windows-1252")]
    public void A_meta_element_counts_within_the_first_1024_bytes(int before, string expected)
    {
        var html = $"<!--{new string('x', before - 7)}--><meta charset=big5>";
        Assert.Equal(expected, HtmlEncoding.Detect([.. Encoding.ASCII.GetBytes(html), NotUtf8]).WebName);
    }

    [Fact]
    public void Content_that_declares_nothing_is_utf8_if_it_is_valid_and_else_windows_1252()
    {
        Assert.Equal("utf-8", HtmlEncoding.Detect("żółw"u8).WebName);
        Assert.Equal("utf-8", HtmlEncoding.Detect([]).WebName);
        Assert.Equal("windows-1252", HtmlEncoding.Detect([0x63, 0x61, 0x66, 0xE9]).WebName);
    }

    [Fact]
    public void Bytes_that_mean_nothing_become_replacement_characters() =>
        Assert.Equal("a\uFFFD", HtmlEncoding.Detect([], "text/html; charset=shift_jis").GetString([0x61, 0x82]));

    [Fact]
    public void Encodings_that_the_runtime_lacks_also_encode()
    {
        var encoding = HtmlEncoding.Detect([], "text/html; charset=iso-8859-16");
        Assert.Equal([0x42, 0xE3, 0x3F], encoding.GetBytes("Bă😀"[..3]));
    }

    private static string ReadData(string name)
    {
        var assembly = typeof(HtmlEncodingTests).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(found => found.EndsWith(".Parsing.Data." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
