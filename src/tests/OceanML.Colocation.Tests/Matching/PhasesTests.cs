using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>That both phases together give what one go gives is asserted by <see cref="Some.Match"/> for every test that uses it.</summary>
public sealed class PhasesTests
{
    private static readonly Table Observations = Some.Observations(("2024-06-08T12:00:00", 5, 5), ("2024-06-08T12:00:00", 40, 5), ("2030-01-01", 5, 5));

    private static MemoryField Field(string name = "a") => new MemoryField(name, Some.Grid(), Some.Instant("2024-06-08T12:00:00")).With("v", (row, column) => (10 * row) + column);

    private static GranuleManifest Extract(MemoryField field, MatchupProtocol? protocol = null, Table? observations = null) =>
        GranuleManifest.Of(Matchups.Extract(observations ?? Observations, field.AsSource(), protocol ?? Some.Protocol()).Table);

    [Fact]
    public void Extracting_reads_coordinates_and_no_pixel()
    {
        var field = Field();
        var manifest = Extract(field);
        Assert.Equal((0, 1), (field.Reads, manifest.Located));
        Assert.True(field.GeometryReads > 0);
        Assert.Equal("sha-of-a", manifest.Checksum);
        Assert.Equal([0.0, 1], manifest.Table.Numbers("observation"));
        Assert.Equal([null, "outside_field"], manifest.Table.Texts("reason"));
    }

    [Fact]
    public void A_granule_that_holds_nothing_is_neither_hashed_nor_opened_again()
    {
        var far = new MemoryField("far", Some.Grid(), Some.Instant("1999-01-01")).With("v", (_, _) => 1);
        var manifest = GranuleManifest.Of(Matchups.Extract(Observations, new FieldSource("far", () => far, () => throw new InvalidOperationException("hashed")), Some.Protocol()).Table);
        Assert.False(manifest.NeedsGranule);
        Assert.Equal((0, 0), (far.Reads, far.GeometryReads));
        var result = Matchups.Assemble(Observations, [manifest, Extract(Field())], name => name == "a" ? Field().AsSource() : throw new InvalidOperationException("opened"), Some.Protocol());
        Assert.Equal(1, result.Matched);
    }

    [Fact]
    public void A_granule_that_changed_is_an_error()
    {
        var changed = new FieldSource("a", () => Field(), () => "another");
        var failure = Assert.Throws<OceanException>(() => Matchups.Assemble(Observations, [Extract(Field())], _ => changed, Some.Protocol()));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.StartsWith("a: has changed since it was extracted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_granule_that_is_gone_rejects_its_candidates()
    {
        var result = Matchups.Assemble(Observations, [Extract(Field("a")), Extract(Field("b"))], name => name == "b" ? Field("b").AsSource() : null, Some.Protocol());
        Assert.Equal(["b"], result.Matchups.Texts("field_file"));
        Assert.Contains("a is gone: its 1 candidates are rejected", result.Notes);
        var nothing = Matchups.Assemble(Observations, [Extract(Field("a"))], _ => null, Some.Protocol());
        Assert.Equal(1, nothing.Rejected["granule_gone"]);
        Assert.Equal(nothing.Observations, nothing.Matched + nothing.Rejected.Values.Sum());
    }

    [Fact]
    public void Manifests_of_other_observations_are_refused()
    {
        var fewer = Observations.Take([0, 2]);
        var count = Assert.Throws<OceanException>(() => Matchups.Assemble(fewer, [Extract(Field())], _ => Field().AsSource(), Some.Protocol()));
        Assert.Contains("extracted with 3 observations, and now there are 2", count.Message, StringComparison.Ordinal);
        var moved = Observations.Take([1, 0, 2]);
        var place = Assert.Throws<OceanException>(() => Matchups.Assemble(moved, [Extract(Field())], _ => Field().AsSource(), Some.Protocol()));
        Assert.Contains("extracted with other observations", place.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SeveralObservations.All)]
    [InlineData(SeveralObservations.Mean)]
    public void Observations_of_one_site_in_another_order_are_noticed_by_their_time(SeveralObservations several)
    {
        var site = Some.Observations(("2024-06-08T11:00:00", 5, 5), ("2024-06-08T12:00:00", 5, 5), ("2024-06-08T13:00:00", 5, 5));
        var failure = Assert.Throws<OceanException>(() => Matchups.Assemble(
            site.Take([2, 0, 1]), [Extract(Field(), observations: site)], _ => Field().AsSource(), Some.Protocol() with { Several = several }));
        Assert.Contains("with these in another order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_no_granule_has_is_an_error_in_the_second_phase_too()
    {
        var far = new MemoryField("far", Some.Grid(), Some.Instant("1999-01-01")).With("sst", (_, _) => 1);
        GranuleManifest[] manifests = [Extract(Field()), Extract(far)];
        var failure = Assert.Throws<OceanException>(() => Matchups.Assemble(Observations, manifests, _ => Field().AsSource(), Some.Protocol("v", "typo")));
        Assert.Equal("the fields: no variable 'typo'; it has sst, v", failure.Message);
        Assert.Equal(1, Matchups.Assemble(Observations, manifests, _ => Field().AsSource(), Some.Protocol("v", "sst")).Matched);
    }

    [Fact]
    public void Manifests_with_different_windows_or_of_one_granule_twice_are_refused()
    {
        var other = Some.Protocol() with { Window = TimeWindow.Parse("3h") };
        var windows = Assert.Throws<OceanException>(() => Matchups.Assemble(Observations, [Extract(Field("a")), Extract(Field("b"), other)], _ => Field().AsSource(), Some.Protocol()));
        Assert.StartsWith("b: extracted with window", windows.Message, StringComparison.Ordinal);
        var twice = Assert.Throws<OceanException>(() => Matchups.Assemble(Observations, [Extract(Field()), Extract(Field())], _ => Field().AsSource(), Some.Protocol()));
        Assert.Equal("a: 2 manifests are of this granule; give one", twice.Message);
    }

    [Fact]
    public void A_table_that_is_no_manifest_is_refused() =>
        Assert.Contains("is not a manifest", Assert.Throws<OceanException>(() => GranuleManifest.Of(Observations)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_windows_of_the_manifests_hold_whatever_the_second_phase_says()
    {
        var protocol = Some.Protocol() with { Window = TimeWindow.Parse("3h,1h"), Shape = new MacroPixelShape.Disc(150), RadiusKm = 33.5, Edges = EdgePolicy.Wrap, GoodFlagsOnly = false };
        var again = Extract(Field(), protocol).WithWindows(Some.Protocol());
        Assert.Equal(
            (protocol.Window, protocol.Shape, protocol.RadiusKm, protocol.Edges, protocol.GoodFlagsOnly),
            (again.Window, again.Shape, again.RadiusKm, again.Edges, again.GoodFlagsOnly));
    }

    [Fact]
    public void A_catalogue_spares_opening_what_cannot_match()
    {
        FieldSource Listed(string name, string time, GeoBox extent, bool opens) =>
            new(name, () => opens ? Field(name) : throw new InvalidOperationException($"{name} was opened")) { Covers = Some.Instant(time), Extent = extent };
        var result = Matchups.Find(
            Observations,
            [
                Listed("a", "2024-06-08T12:00:00", new GeoBox(0, 0, 9, 9), opens: true),
                Listed("other-time", "2010-06-08T12:00:00", new GeoBox(0, 0, 9, 9), opens: false),
                Listed("other-place", "2024-06-08T12:00:00", new GeoBox(100, -60, 120, -50), opens: false),
            ],
            Some.Protocol(),
            new MatchupOptions { KeepRejected = true });
        Assert.Equal(["a"], result.Matchups.Texts("field_file"));
        Assert.Equal(1, result.Rejected["outside_field"]);
        Assert.Equal(1, result.Rejected["outside_time_window"]);
    }

    [Fact]
    public void The_pixels_of_matchups_are_kept_on_request_with_the_reason_why_some_are_not_used()
    {
        var flags = new FlagVariable("flags", new Dictionary<string, ulong> { ["CLOUD"] = 1 }, ["CLOUD"], []);
        var field = new MemoryField("a", Some.Grid(), Some.Instant("2024-06-08T12:00:00"))
            .With("Rrs", [443, 560], (_, band, row, column) => ((band + 1) * 100) + (10 * row) + column).With("sst", (_, _) => 20)
            .WithFlags(flags, (row, _) => row == 4 ? 1UL : 0);
        var cube = Matchups.Find(Observations, [field.AsSource()], Some.Protocol("*"), new MatchupOptions { KeepPixels = true }).Cube!;
        Assert.Equal((3, 3, 1), (cube.Rows, cube.Columns, cube.Matchups.RowCount));
        Assert.Equal(["Rrs", "sst"], cube.Variables.Select(variable => variable.Name));
        Assert.Equal([443.0, 560], cube.Variables[0].Wavelengths);
        Assert.Equal([144f, 244, 145, 245, 146, 246, 154, 254, 155, 255, 156, 256, 164, 264, 165, 265, 166, 266], cube.Variables[0].Values);
        Assert.Equal(["outside_macro_pixel", "CLOUD"], cube.MaskMeanings);
        Assert.Equal([2, 2, 2, 0, 0, 0, 0, 0, 0], cube.Mask.Select(code => (int)code));
    }
}
