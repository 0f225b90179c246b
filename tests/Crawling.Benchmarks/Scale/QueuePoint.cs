namespace Crawling.Benchmarks;

/// <summary>A crawl beside the length of its queue; sizes in bytes.</summary>
internal sealed record QueuePoint(long Length, double PagesPerSecond, double CpuMillisecondsPerPage, long Resident, long Peak)
{
    private const double Mebibyte = 1 << 20;

    public const string CsvHeader = "queue length,pages/s,CPU ms a page,RSS MiB,peak RSS MiB";

    public double ResidentMebibytes => Resident / Mebibyte;

    public string Csv => $"{Length},{PagesPerSecond:0},{CpuMillisecondsPerPage:0.000},{ResidentMebibytes:0},{Peak / Mebibyte:0}";
}
