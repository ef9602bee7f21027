using System.Text;
using OceanML.Core;

namespace OceanML.Figures.Tests;

public sealed class FigureFileTests
{
    public static TheoryData<string> Kinds => [.. Samples.All().Select(figure => figure.Id)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_figure_is_a_page_of_its_size_with_ink_on_it_and_none_at_its_edge(string kind)
    {
        using var folder = new TemporaryFolder();
        var figure = Samples.All().Single(figure => figure.Id == kind);
        figure.Save(folder["figure.png"]);
        var pixels = PngPixels.Read(folder["figure.png"]);
        Assert.InRange(pixels.Width, 11 / 2.54 * Canvas.Resolution, 17.1 / 2.54 * Canvas.Resolution);
        Assert.InRange(pixels.Height, 3 / 2.54 * Canvas.Resolution, 18 / 2.54 * Canvas.Resolution);
        Assert.InRange(pixels.MeanIntensity, 0.7, 0.99);
        Assert.True(pixels.Colours > 30, $"{pixels.Colours} colours");
        // Text that were cut by the page would touch its edge.
        Assert.Equal(0, pixels.Ink(0, 0, 1, 0.004));
        Assert.Equal(0, pixels.Ink(0, 0.997, 1, 1));
        Assert.Equal(0, pixels.Ink(0, 0, 0.003, 1));
        Assert.Equal(0, pixels.Ink(0.998, 0, 1, 1));
    }

    [Fact]
    public void The_same_figure_drawn_at_another_time_has_the_same_bytes_as_PNG_and_as_PDF()
    {
        using var folder = new TemporaryFolder();
        Samples.Scatter().Save(folder["a.png"], folder["a.pdf"]);
        Thread.Sleep(1100);
        Samples.Scatter().Save(folder["b.png"], folder["b.pdf"]);
        Assert.Equal(File.ReadAllBytes(folder["a.png"]), File.ReadAllBytes(folder["b.png"]));
        Assert.Equal(File.ReadAllBytes(folder["a.pdf"]), File.ReadAllBytes(folder["b.pdf"]));
    }

    [Fact]
    public void A_PDF_holds_no_date_and_no_random_identifier()
    {
        using var folder = new TemporaryFolder();
        Samples.Map().Save(folder["map.pdf"]);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(folder["map.pdf"]));
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CreationDate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ModDate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xpacket", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ID [", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_drawn_side_by_side_do_not_disturb_each_other()
    {
        using var folder = new TemporaryFolder();
        Samples.Groups().Save(folder["alone.png"]);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => (i % 2 == 0 ? (Figure)Samples.Groups() : Samples.Lines()).Save(folder[$"{i}.png"]));
        Assert.Equal(File.ReadAllBytes(folder["alone.png"]), File.ReadAllBytes(folder["0.png"]));
        Assert.Equal(File.ReadAllBytes(folder["alone.png"]), File.ReadAllBytes(folder["2.png"]));
        Assert.Equal(File.ReadAllBytes(folder["1.png"]), File.ReadAllBytes(folder["3.png"]));
    }

    [Fact]
    public void Transparency_is_kept_so_that_many_points_look_denser_than_one()
    {
        using var folder = new TemporaryFolder();
        Samples.Scatter(1000).Save(folder["points.png"]);
        var pixels = PngPixels.Read(folder["points.png"]);
        // A single point at 60 % transparency on white is far paler than the pure colour.
        Assert.True(pixels.Near(0x99, 0xC7, 0xE0) > 200);
    }

    [Fact]
    public void Another_extension_is_refused_in_words()
    {
        var refusal = Assert.Throws<OceanException>(() => Samples.Bars().Save("figure.jpg"));
        Assert.Equal(ExitCode.Usage, refusal.Code);
        Assert.Equal("figure.jpg: figures are written as .png or .pdf, not '.jpg'", refusal.Message);
    }
}
