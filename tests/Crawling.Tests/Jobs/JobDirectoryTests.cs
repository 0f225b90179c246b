using Crawling.Jobs;

namespace Crawling.Tests.Jobs;

public sealed class JobDirectoryTests : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_folder_of_a_job_is_made_for_its_user_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(_folder.FullName, "jobs", "shop");
        using var held = JobDirectory.Hold(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_that_is_there_is_left_as_it_is()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_folder.FullName, Everybody);
        using var held = JobDirectory.Hold(_folder.FullName);

        Assert.Equal(Everybody, File.GetUnixFileMode(_folder.FullName));
    }
}
