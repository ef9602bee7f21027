using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class ScreeningTests
{
    private static readonly FlagVariable Flags = new("l2_flags", new Dictionary<string, ulong> { ["LAND"] = 2, ["CLDICE"] = 1 << 9, ["CHLFAIL"] = 1 << 15 }, ["LAND", "CLDICE"], [])
    {
        Uncounted = ["LAND"],
        ExcludedFor = new Dictionary<string, IReadOnlyList<string>> { ["chlor*"] = ["CHLFAIL"] },
    };

    private static readonly Table Centre = Some.Observations(("2024-06-08", 5, 5));

    private static MemoryField Granule(string product = "nasa-l2") => new("granule", Some.Grid(), Some.Instant("2024-06-08")) { Product = product };

    [Fact]
    public void Land_does_not_count_in_the_share_of_valid_pixels()
    {
        // Columns 4 to 6: one of land, one of cloud, one of water. Three of nine pixels are valid, but three of six of those that are not land.
        MemoryField Coast() => Granule().With("v", (_, _) => 1).WithFlags(Flags, (_, column) => column == 4 ? 2UL : column == 5 ? 1UL << 9 : 0);
        var result = Some.Match(Centre, Some.Protocol() with { MinimumValid = new ValidShare(0.5) }, Coast());
        Assert.Equal((9, 6, 3), (result.Matchups.Numbers("box_pixels")[0], result.Matchups.Numbers("box_counted")[0], result.Matchups.Numbers("v_n")[0]));
        Assert.Equal(1, Some.Match(Centre, Some.Protocol() with { MinimumValid = new ValidShare(0.5, MoreThan: true) }, Coast()).Rejected["too_few_valid"]);
    }

    [Fact]
    public void A_flag_may_mask_one_variable_and_not_another()
    {
        MemoryField Field() => Granule().With("chlor_a", (_, _) => 1).With("Rrs_443", (_, _) => 0.01).WithFlags(Flags, (row, _) => row == 5 ? 1UL << 15 : 0);
        var result = Some.Match(Centre, Some.Protocol("*"), Field());
        Assert.Equal((6, 9), (result.Matchups.Numbers("chlor_a_n")[0], result.Matchups.Numbers("Rrs_443_n")[0]));
        var own = Some.Match(Centre, Some.Protocol("*") with { Mask = MaskRule.Default with { FlagsFor = ["Rrs_*:CHLFAIL"] } }, Field());
        Assert.Equal((6, 6), (own.Matchups.Numbers("chlor_a_n")[0], own.Matchups.Numbers("Rrs_443_n")[0]));
    }

    [Fact]
    public void Flags_may_be_named_by_product_and_other_products_keep_their_own()
    {
        MaskRule rule = MaskRule.Parse(["nasa*|pace*:CHLFAIL", "olci*:CLDICE"]);
        MemoryField Field(string product) => Granule(product).With("v", (_, _) => 1).WithFlags(Flags, (row, _) => row == 4 ? 1UL << 15 : row == 5 ? 1UL << 9 : 0);
        double Used(string product) => Some.Match(Centre, Some.Protocol() with { Mask = rule, MinimumValid = new ValidShare(0) }, Field(product)).Matchups.Numbers("v_n")[0];
        Assert.Equal(6, Used("pace-oci-l2"));
        Assert.Equal(6, Used("olci-l2-wfr"));
        Assert.Equal(6, Used("modis"));
        var reasons = new[] { "pace-oci-l2", "olci-l2-wfr", "modis" }
            .Select(product => Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol() with { Mask = rule, Shape = new MacroPixelShape.Box(1) }, Field(product)).Matched);
        Assert.Equal([1L, 0, 0], reasons);
    }

    [Fact]
    public void A_limit_by_role_masks_pixels_and_is_named_in_the_reason()
    {
        MemoryField Field() => new MemoryField("granule", Some.Grid(), Some.Instant("2024-06-08")) { Roles = new Dictionary<string, string> { [FieldRole.SunZenith] = "SZA" } }
            .With("v", (_, _) => 1).With("SZA", (_, column) => 66 + column);
        var limited = Some.Protocol() with { Limits = [new PixelCondition(FieldRole.SunZenith, double.NegativeInfinity, 70)] };
        var result = Some.Match(Some.Observations(("2024-06-08", 5, 4), ("2024-06-08", 5, 8)), limited with { MinimumValid = new ValidShare(0.2) }, Field());
        Assert.Equal([6.0], result.Matchups.Numbers("v_n"));
        Assert.Equal(1, result.Rejected["masked_sun_zenith"]);
    }

    [Fact]
    public void A_limit_that_a_product_does_not_know_is_not_applied_and_said_once()
    {
        var protocol = Some.Protocol() with { Limits = [new PixelCondition(FieldRole.WindSpeed, double.NegativeInfinity, 8)] };
        var result = Some.Match(Centre, protocol, Granule().With("v", (_, _) => 1));
        Assert.Equal(1, result.Matched);
        Assert.Equal("granule has no 'wind_speed': that limit is not applied to nasa-l2", Assert.Single(result.Notes));
    }

    /// <summary>Polymer's rule for VIIRS: valid only where Rgli is below 0.1.</summary>
    [Fact]
    public void A_condition_of_the_product_masks_pixels()
    {
        MemoryField Field() => new MemoryField("granule", Some.Grid(), Some.Instant("2024-06-08")) { Conditions = [new PixelCondition("Rgli", double.NegativeInfinity, 0.1)] }
            .With("v", (_, _) => 1).With("Rgli", (row, _) => row == 5 ? double.NaN : row == 6 ? 0.2 : 0.05);
        Assert.Equal(6, Some.Match(Centre, Some.Protocol(), Field()).Matchups.Numbers("v_n")[0]);
    }

    [Fact]
    public void A_pixel_that_is_an_outlier_in_one_band_may_be_left_out_of_all()
    {
        // One bright pixel in the first band only; the second varies little and has no outlier.
        MemoryField Spectrum() => Granule().With("Rrs", [443, 560], (_, band, row, column) => band == 0 ? (row == 5 && column == 5 ? 10 : 1) : 2 + (((row + column) % 2) * 0.001)).With("sst", (_, _) => 20);
        var each = Some.Match(Centre, Some.Protocol("*") with { Outliers = OutlierRule.MeanAndOneAndAHalfDeviations }, Spectrum());
        Assert.Equal((8, 9, 9), (each.Matchups.Numbers("Rrs_443_n")[0], each.Matchups.Numbers("Rrs_560_n")[0], each.Matchups.Numbers("sst_n")[0]));
        var whole = Some.Match(Centre, Some.Protocol("*") with { Outliers = OutlierRule.WholeSpectrum }, Spectrum());
        Assert.Equal((8, 8, 9), (whole.Matchups.Numbers("Rrs_443_n")[0], whole.Matchups.Numbers("Rrs_560_n")[0], whole.Matchups.Numbers("sst_n")[0]));
    }

    [Fact]
    public void The_uncertainty_of_a_band_is_no_band()
    {
        // The uncertainty varies and has an outlier, the band itself does not.
        MemoryField Spectrum() => Granule().With("Rrs_unc", [560], (_, _, row, column) => row == 5 && column == 5 ? 10 : 1).With("Rrs", [560], (_, _, row, column) => 2 + (((row + column) % 2) * 0.001));
        var result = Some.Match(Centre, Some.Protocol("*") with { Outliers = OutlierRule.WholeSpectrum, VariationLimit = 0.2, VariationOf = ["560nm"] }, Spectrum());
        Assert.Equal(9, result.Matchups.Numbers("Rrs_n")[0]);
    }

    [Theory]
    [InlineData("560nm", 1)]
    [InlineData("557nm", 1)]
    [InlineData("443nm", 0)]
    [InlineData("400-450nm", 0)]
    [InlineData("405-570nm", 1)]
    [InlineData("800nm", 1)]
    public void The_variation_may_be_judged_by_wavelength_whatever_the_bands_are_called(string bands, int matched)
    {
        // 443 nm varies by half, 555 and 510 nm not at all: the median over 405-570 nm is 0.
        MemoryField Spectrum() => Granule().With("Rrs", [443, 510, 555], (_, band, row, _) => band == 0 ? 1 + (row % 2) : 1);
        Assert.Equal(matched, Some.Match(Centre, Some.Protocol("Rrs") with { VariationLimit = 0.2, VariationOf = [bands] }, Spectrum()).Matched);
    }

    [Fact]
    public void The_variation_is_judged_by_bands_that_were_not_asked_for()
    {
        MemoryField Field() => Granule().With("chlor_a", (_, _) => 1).With("Rrs", [443, 555], (_, band, row, _) => band == 1 ? 1 + (row % 2) : 1);
        var judged = Some.Protocol("chlor_a") with { VariationLimit = 0.2, VariationOf = ["560nm"] };
        Assert.Equal(1, Some.Match(Centre, judged, Field()).Rejected["too_variable"]);
        var steady = Some.Match(Centre, judged with { VariationOf = ["443nm"] }, Field());
        Assert.Equal(["chlor_a", "chlor_a_median", "chlor_a_sd", "chlor_a_n", "chlor_a_cv", "chlor_a_centre"], steady.Matchups.Names.TakeLast(6));
        Assert.DoesNotContain(steady.Matchups.Names, name => name.StartsWith("Rrs", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_bands_that_judge_each_variable_is_judged_by_itself_and_that_is_said()
    {
        var field = Granule().With("chlor_a", (row, _) => 1 + (row % 2));
        var result = Some.Match(Centre, Some.Protocol("chlor_a") with { VariationLimit = 0.2, VariationOf = ["405-570nm"] }, field);
        Assert.Equal(1, result.Rejected["too_variable"]);
        Assert.Equal("granule has no band 405-570nm: the limit of variation holds for each variable of nasa-l2 by itself", Assert.Single(result.Notes));
    }

    [Fact]
    public void Bands_that_judge_and_are_masked_leave_too_few_valid_pixels()
    {
        var field = Granule().With("chlor_a", (_, _) => 1).With("Rrs_560", [560], (_, _, _, _) => double.NaN);
        Assert.Equal(1, Some.Match(Centre, Some.Protocol("chlor_a") with { VariationLimit = 0.2, VariationOf = ["560nm"] }, field).Rejected["too_few_valid"]);
    }

    [Fact]
    public void A_pixel_without_the_value_that_is_limited_does_not_count()
    {
        var field = Granule().With("v", (_, _) => 1).With("solz", (row, _) => row == 5 ? double.NaN : 30);
        var protocol = Some.Protocol() with { Limits = [new PixelCondition("solz", double.NegativeInfinity, 70)] };
        Assert.Equal(6, Some.Match(Centre, protocol, field).Matchups.Numbers("v_n")[0]);
    }

    [Fact]
    public void Outliers_of_a_spectrum_count_as_valid_as_they_do_without_the_rule()
    {
        // Eight of nine pixels are valid and one of them is an outlier: 8/9 is enough for 0.85, 7/9 would not be.
        MemoryField Spectrum() => Granule().With("Rrs", [443], (_, _, row, column) => row == 4 && column == 4 ? double.NaN : row == 5 && column == 5 ? 10 : 1 + (column * 0.001));
        foreach (var rule in Enum.GetValues<OutlierRule>())
        {
            var result = Some.Match(Centre, Some.Protocol("Rrs") with { Outliers = rule, MinimumValid = new ValidShare(0.85) }, Spectrum());
            Assert.Equal(rule == OutlierRule.None ? 8 : 7, result.Matchups.Numbers("Rrs_n")[0]);
        }
    }

    [Fact]
    public void Warnings_of_a_field_reach_the_user()
    {
        var field = new MemoryField("granule", Some.Grid(), Some.Instant("2024-06-08")) { Warnings = ["time_coverage_start contradicts the time axis"] }.With("v", (_, _) => 1);
        Assert.Contains("granule: time_coverage_start contradicts the time axis", Some.Match(Centre, Some.Protocol(), field).Notes);
    }
}
