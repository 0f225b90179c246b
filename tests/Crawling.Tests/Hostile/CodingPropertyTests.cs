using Crawling.Downloading;
using Crawling.Tests.Downloading.Middleware.Decompression;

namespace Crawling.Tests.Hostile;

public sealed class CodingPropertyTests
{
    private const int Limit = 10_000;
    private const int MostTimes = 1000;

    private static readonly string[] Names = ["gzip", "deflate", "br"];

    private static readonly byte[] Plain = Fuzz.Bytes(string.Concat(Enumerable.Range(0, 2000)));

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Broken_content_is_within_the_limit_or_refused_by_name(int round) => Fuzz.Check(
        round,
        Fuzz.Changed([.. Names.Append("raw deflate").Select(name => Fuzz.Text(Coded.As(name, Plain))), Fuzz.Text(Coded.As("gzip", Coded.As("br", new byte[1_000_000])))]),
        text => Assert.All(Names, name =>
        {
            try
            {
                Assert.InRange(Decode(name, Fuzz.Bytes(text), cuts: false).Length, 0, Limit);
            }
            catch (DownloadException error)
            {
                Assert.Contains(error.Reason, (FailureReason[])[FailureReason.BadReply, FailureReason.TooLarge]);
            }
        }));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void What_is_cut_is_never_longer_than_the_limit(int round) => Fuzz.Check(
        round,
        Fuzz.Changed([.. Names.Select(name => Fuzz.Text(Coded.As(name, new byte[1_000_000])))]),
        text => Assert.All(Names, name =>
        {
            try
            {
                Assert.InRange(Decode(name, Fuzz.Bytes(text), cuts: true).Length, 0, Limit);
            }
            catch (DownloadException error)
            {
                Assert.Equal(FailureReason.BadReply, error.Reason);
            }
        }));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void What_is_coded_and_decoded_is_what_it_was(int round) => Fuzz.Check(
        round,
        Fuzz.Pieces("abc", "<p>", "\0\0\0\0\0\0\0\0", "\x1F\x8B\x08", "x\x9C", "\xFF"),
        text => Assert.All(Names, name => Assert.Equal(Fuzz.Bytes(text), Decode(name, Coded.As(name, Fuzz.Bytes(text)), cuts: false))));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Any_list_of_codings_is_taken_off_as_far_as_it_is_known_or_refused(int round) => Fuzz.Check(
        round,
        Fuzz.Pieces("gzip", "x-gzip", "deflate", "br", "identity", "zstd", ",", ", ", ",,", " ", ";q=1", "GZIP", "\xFF"),
        text =>
        {
            try
            {
                Assert.InRange(Decode(text, Coded.As("gzip", Plain), cuts: false).Length, 0, Limit);
            }
            catch (DownloadException error)
            {
                Assert.Contains(error.Reason, (FailureReason[])[FailureReason.BadReply, FailureReason.TooLarge]);
            }
        });

    private static byte[] Decode(string codings, byte[] coded, bool cuts)
    {
        var headers = new HeaderList();
        headers.AddReceived("Content-Encoding", codings);

        // All of it is in memory, so nothing is waited for.
        return DecodeAsync(headers, coded, cuts).GetAwaiter().GetResult();
    }

    private static async Task<byte[]> DecodeAsync(HeaderList headers, byte[] coded, bool cuts)
    {
        await using var body = new WholeBody(coded);
        await using var content = CodedContent.Of(headers);
        return await content.Decode(body, cuts ? long.MaxValue : Limit, MostTimes).ToArrayAsync(Limit, cuts, coded.Length, CancellationToken.None);
    }
}
