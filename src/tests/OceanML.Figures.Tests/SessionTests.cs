using OceanML.Core;

namespace OceanML.Figures.Tests;

[CollectionDefinition(nameof(SessionTests), DisableParallelization = true)]
public sealed class SessionTestsAlone;

[Collection(nameof(SessionTests))]
public sealed class SessionTests
{
    [Fact]
    public void Without_GMT_one_line_says_what_to_install()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        using var folder = new TemporaryFolder();
        try
        {
            Environment.SetEnvironmentVariable("PATH", folder.Path);
            var failure = Assert.Throws<OceanException>(() => Samples.Bars().Save(folder["bars.png"]));
            Assert.Equal(ExitCode.Source, failure.Code);
            Assert.Equal("the program 'gmt' is not installed (GMT 6 draws the figures); on Debian: apt-get install gmt gmt-gshhg-low ghostscript", failure.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void A_session_leaves_nothing_behind_whether_it_succeeds_or_fails()
    {
        using var folder = new TemporaryFolder();
        var before = Everything();
        Samples.Bars().Save(folder["bars.png"]);
        Assert.ThrowsAny<IOException>(() => Samples.Bars().Save("/nonexistent-folder/figure.png"));
        Assert.Equal(before, Everything());
        Assert.False(File.Exists("gmt.history"));
        Assert.False(File.Exists("gmt.conf"));

        static string[] Everything() => Directory.GetDirectories(Path.GetTempPath(), "oceanml-gmt-*");
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_no_hindrance()
    {
        var home = Environment.GetEnvironmentVariable("HOME");
        using var folder = new TemporaryFolder();
        try
        {
            Environment.SetEnvironmentVariable("HOME", "/nonexistent");
            Samples.Bars().Save(folder["bars.png"]);
            Assert.True(File.Exists(folder["bars.png"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", home);
        }
    }
}
