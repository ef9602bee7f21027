using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class MatchupsTests
{
    private static MemoryField Field(string name, string day, Func<int, int, double>? value = null) =>
        new MemoryField(name, Some.Grid(), Some.Day(day)).With("v", value ?? ((row, column) => (10 * row) + column));

    [Theory]
    [InlineData("2024-06-07T00:00:00", true)]
    [InlineData("2024-06-06T23:59:59", false)]
    [InlineData("2024-06-08T12:00:00", true)]
    [InlineData("2024-06-09T23:59:59", true)]
    [InlineData("2024-06-10T00:00:00", false)]
    public void Within_one_day_of_a_daily_composite_extends_its_interval_by_a_day_on_both_sides(string time, bool matches) =>
        Assert.Equal(matches ? 1 : 0, Some.Match(Some.Observations((time, 5, 5)), Some.Protocol(), Field("a", "2024-06-08")).Matched);

    [Theory]
    [InlineData("3h", "2024-06-08T14:59:00", true)]
    [InlineData("3h", "2024-06-08T08:59:00", false)]
    [InlineData("3h,0h", "2024-06-08T14:59:00", true)]
    [InlineData("3h,0h", "2024-06-08T11:59:00", false)]
    [InlineData("0h,3h", "2024-06-08T11:59:00", true)]
    [InlineData("any", "1999-01-01", true)]
    public void A_window_has_one_or_two_sides(string window, string time, bool matches)
    {
        var field = new MemoryField("a", Some.Grid(), Some.Instant("2024-06-08T12:00:00")).With("v", (_, _) => 1);
        var protocol = Some.Protocol() with { Window = TimeWindow.Parse(window) };
        Assert.Equal(matches ? 1 : 0, Some.Match(Some.Observations((time, 5, 5)), protocol, field).Matched);
    }

    [Fact]
    public void Of_several_fields_the_nearest_in_time_with_enough_valid_pixels_is_kept()
    {
        var cloudy = Field("b", "2024-06-08", (_, _) => double.NaN);
        var result = Some.Match(
            Some.Observations(("2024-06-08T20:00:00", 5, 5), ("2024-06-09T02:00:00", 5, 5)),
            Some.Protocol(),
            Field("a", "2024-06-07"), cloudy, Field("c", "2024-06-09", (_, _) => 7));
        Assert.Equal(["c", "c"], result.Matchups.Texts("field_file"));
        Assert.Equal(7, result.Matchups.Numbers("v")[0]);
        Assert.Equal(57600.0, result.Matchups.Numbers("dt")[0]);
        Assert.Equal(["sha-of-c", "sha-of-c"], result.Matchups.Texts("field_sha256"));

        // The field of the 7th covers 7 June; 9 June 02:00 is not within a day of its end, 8 June 20:00 is.
        Assert.Equal(["farther_than_match", "missing", "missing"], result.Candidates!.Texts("reason"));
    }

    [Fact]
    public void Midnight_belongs_to_the_day_that_begins()
    {
        var result = Some.Match(Some.Observations(("2024-06-09", 5, 5)), Some.Protocol(), Field("a", "2024-06-08"), Field("b", "2024-06-09"));
        Assert.Equal("b", result.Matchups.Texts("field_file")[0]);
    }

    [Fact]
    public void All_matches_are_kept_on_request_in_order_of_time()
    {
        var result = Some.Match(
            Some.Observations(("2024-06-08T20:00:00", 5, 5)),
            Some.Protocol() with { Matches = MatchChoice.All },
            Field("z", "2024-06-07"), Field("a", "2024-06-08"), Field("c", "2024-06-09"));
        Assert.Equal(["z", "a", "c"], result.Matchups.Texts("field_file"));
        Assert.Equal([0.0, 0, 0], result.Matchups.Numbers("observation"));
        Assert.Equal(1, result.Matched);
    }

    [Fact]
    public void The_order_of_the_fields_and_the_threads_do_not_matter()
    {
        var random = new Random(11);
        var observations = Some.Observations([.. Enumerable.Range(0, 200).Select(_ => (Timestamp.Format(Some.At("2024-06-05") + random.NextInt64(6 * Timestamp.PerDay)), random.NextDouble() * 12 - 1, random.NextDouble() * 12 - 1))]);
        MemoryField[] Fields() => [.. Enumerable.Range(0, 5).Select(day => Field($"f{(day * 3) % 5}", $"2024-06-0{day + 5}", (row, column) => (row + column + day) % 3 == 0 ? double.NaN : row + (column * 0.1) + day))];
        var one = Some.Match(observations, Some.Protocol(), Fields());
        var other = Matchups.Find(observations, Fields().Reverse().Select(field => field.AsSource()), Some.Protocol(), new MatchupOptions { Threads = 2 });
        Assert.True(one.Matched > 50);
        foreach (var column in one.Matchups.Columns)
        {
            for (var row = 0; row < column.Length; row++) Assert.Equal(Value(column, row), Value(other.Matchups[column.Name], row));
        }
    }

    [Fact]
    public void Every_rejected_observation_has_its_reason_and_the_counts_balance()
    {
        var flags = new FlagVariable("l2_flags", new Dictionary<string, ulong> { ["LAND"] = 2, ["CLDICE"] = 1 << 9, ["TURBIDW"] = 1 << 11 }, ["LAND", "CLDICE"], []);
        var field = new MemoryField("a", Some.Grid(30, 30), Some.Day("2024-06-08"))
            .With("v", (row, column) => row == 5 ? double.NaN : row is 24 or 25 or 26 ? row * column : 1)
            .WithFlags(flags, (row, column) => row is >= 9 and <= 11 ? 2UL : row is >= 14 and <= 16 ? 1UL << 9 : row is 20 ? 2UL : 1UL << 11);
        var observations = Some.Observations(
            ("", 1, 1),
            ("2024-06-08", double.NaN, 1),
            ("2024-06-08", 95, 1),
            ("2024-06-20", 1, 1),
            ("2024-06-08", 1, 40),
            ("2024-06-08", 10, 10),
            ("2024-06-08", 15, 10),
            ("2024-06-08", 25, 2),
            ("2024-06-08", 2, 2),
            ("2024-06-08", 20, 2));
        var result = Some.Match(observations, Some.Protocol() with { VariationLimit = 0.2, MinimumValid = new ValidShare(0.8) }, field);
        Assert.Equal(1, result.Matched);
        Assert.Equal(1, result.Rejected["no_time"]);
        Assert.Equal(2, result.Rejected["no_position"]);
        Assert.Equal(1, result.Rejected["outside_time_window"]);
        Assert.Equal(1, result.Rejected["outside_field"]);
        Assert.Equal(1, result.Rejected["masked_LAND"]);
        Assert.Equal(1, result.Rejected["masked_CLDICE"]);
        Assert.Equal(1, result.Rejected["too_variable"]);
        Assert.Equal(1, result.Rejected["too_few_valid"]);
        Assert.Equal(9, result.Candidates!.RowCount);
        Assert.Equal(10, Math.Round(result.NearestMissTime / (double)Timestamp.PerDay, 6));
    }

    [Fact]
    public void Masks_follow_the_product_the_user_or_nobody()
    {
        var flags = new FlagVariable("WQSF", new Dictionary<string, ulong> { ["WATER"] = 2, ["CLOUD"] = 8, ["HIGHEST"] = 1UL << 63 }, ["CLOUD"], ["WATER"]);
        MemoryField Granule() => new MemoryField("a", Some.Grid(), Some.Instant("2024-06-08"))
            .With("v", (row, column) => 1)
            .WithFlags(flags, (row, column) => row < 3 ? 2 | 8UL : row < 6 ? 0UL : 2 | (1UL << 63));
        var observations = Some.Observations(("2024-06-08", 1, 5), ("2024-06-08", 4, 5), ("2024-06-08", 8, 5));
        var standard = Some.Match(observations, Some.Protocol(), Granule());
        Assert.Equal(["P2"], standard.Matchups.Texts("platform"));
        Assert.Equal(1, standard.Rejected["masked_CLOUD"]);
        Assert.Equal(1, standard.Rejected["masked_no_required_flag"]);
        Assert.Equal(3, Some.Match(observations, Some.Protocol() with { Mask = MaskRule.Parse(["none"]) }, Granule()).Matched);
        var highest = Some.Match(observations, Some.Protocol() with { Mask = MaskRule.Parse(["HIGHEST"]) }, Granule());
        Assert.Equal(["P0"], highest.Matchups.Texts("platform"));
        Assert.Equal(1, highest.Rejected["masked_HIGHEST"]);
        Assert.Equal(1, highest.Rejected["masked_no_required_flag"]);
        var failure = Assert.Throws<OceanException>(() => Some.Match(observations, Some.Protocol() with { Mask = MaskRule.Parse(["CLOUDY"]) }, Granule()));
        Assert.Contains("no flag 'CLOUDY'; it has CLOUD", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Observations_with_bad_flags_of_time_or_position_are_rejected_unless_all_are_wanted()
    {
        var observations = Some.Observations(("2024-06-08", 1, 1), ("2024-06-08", 2, 2), ("2024-06-08", 3, 3))
            .With(new TextColumn("position_qc", ["1", "4", "8"]), new TextColumn("time_qc", ["3", "1", null]));
        var good = Some.Match(observations, Some.Protocol(), Field("a", "2024-06-08"));
        Assert.Equal(["P2"], good.Matchups.Texts("platform"));
        Assert.Equal(1, good.Rejected["bad_position_flag"]);
        Assert.Equal(1, good.Rejected["bad_time_flag"]);
        Assert.Equal(3, Some.Match(observations, Some.Protocol() with { GoodFlagsOnly = false }, Field("a", "2024-06-08")).Matched);
    }

    [Fact]
    public void Matchups_that_share_pixels_are_marked_and_a_pixel_can_be_used_once()
    {
        var observations = Some.Observations(("2024-06-08T01:00:00", 3, 3), ("2024-06-08T11:00:00", 3.2, 3.1), ("2024-06-08T11:00:00", 5, 5), ("2024-06-08", 8, 1));
        var all = Some.Match(observations, Some.Protocol(), Field("a", "2024-06-08"));
        Assert.Equal([1.0, 1, 1, double.NaN], all.Matchups.Numbers("shares_pixels"));
        var once = Some.Match(observations, Some.Protocol() with { Once = true }, Field("a", "2024-06-08"));
        Assert.Equal(["P1", "P2", "P3"], once.Matchups.Texts("platform"));
        Assert.Equal(1, once.Rejected["pixel_already_matched"]);
    }

    [Fact]
    public void Bands_have_columns_of_their_own_and_can_be_chosen_by_name()
    {
        MemoryField Spectrum() => new MemoryField("a", Some.Grid(), Some.Day("2024-06-08")).With("Rrs", [442.5, 560, 665], (_, band, row, _) => (band + 1) * (row + 1) / 1000.0);
        var observations = Some.Observations(("2024-06-08", 5, 5));
        var all = Some.Match(observations, Some.Protocol("Rrs"), Spectrum());
        Assert.Equal(0.018, all.Matchups.Numbers("Rrs_665")[0], 12);
        Assert.True(all.Matchups.Has("Rrs_442.5_cv"));
        var some = Some.Match(observations, Some.Protocol("Rrs_5*"), Spectrum());
        Assert.True(some.Matchups.Has("Rrs_560"));
        Assert.False(some.Matchups.Has("Rrs_665"));
    }

    [Fact]
    public void The_variation_of_some_bands_can_stand_for_the_whole_spectrum()
    {
        MemoryField Spectrum() => new MemoryField("a", Some.Grid(), Some.Day("2024-06-08"))
            .With("Rrs", [412, 560], (_, band, row, column) => band == 0 ? 1 + (row % 2) : 1);
        var observations = Some.Observations(("2024-06-08", 5, 5));
        Assert.Equal(1, Some.Match(observations, Some.Protocol("Rrs") with { VariationLimit = 0.2, VariationOf = ["Rrs_560"] }, Spectrum()).Matched);
        Assert.Equal(1, Some.Match(observations, Some.Protocol("Rrs") with { VariationLimit = 0.2, VariationOf = ["Rrs_412"] }, Spectrum()).Rejected["too_variable"]);
        var each = Some.Match(observations, Some.Protocol("Rrs") with { VariationLimit = 0.2 }, Spectrum());
        Assert.True(double.IsNaN(each.Matchups.Numbers("Rrs_412")[0]));
        Assert.Equal(9, each.Matchups.Numbers("Rrs_412_n")[0]);
        Assert.Equal(1, each.Matchups.Numbers("Rrs_560")[0]);
    }

    [Fact]
    public void Columns_that_the_observations_have_already_are_kept_and_the_new_ones_renamed()
    {
        var observations = Some.Observations(("2024-06-08", 5, 5)).With(new NumberColumn("v", [42]));
        var result = Some.Match(observations, Some.Protocol(), Field("a", "2024-06-08"));
        Assert.Equal(42, result.Matchups.Numbers("v")[0]);
        Assert.Equal(55, result.Matchups.Numbers("field_v_centre")[0]);
        Assert.Contains(result.Notes, note => note.Contains("'field_v'", StringComparison.Ordinal));

        // Matching a matchup table again, with another sensor say, keeps both pointers.
        var again = Some.Match(result.Matchups, Some.Protocol(), Field("b", "2024-06-08"));
        Assert.Equal("a", again.Matchups.Texts("field_file")[0]);
        Assert.Equal("b", again.Matchups.Texts("field_file_2")[0]);
        Assert.Equal(55, again.Matchups.Numbers("field2_v_centre")[0]);
    }

    [Fact]
    public void Coordinates_and_pixels_of_a_field_that_cannot_match_in_time_are_never_read()
    {
        var field = Field("a", "2030-01-01");
        Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol(), field);
        Assert.Equal((0, 0), (field.GeometryReads, field.Reads));
    }

    [Fact]
    public void Each_step_of_a_series_is_matched_with_its_own_observations()
    {
        var months = Enumerable.Range(1, 12).Select(month => new TimeInterval(Some.At($"2020-{month:00}"), month == 12 ? Some.At("2021") : Some.At($"2020-{month + 1:00}"))).ToArray();
        var field = new MemoryField("series", Some.Grid(), months).With("v", [], (time, _, _, _) => time + 1);
        var protocol = Some.Protocol() with { Window = TimeWindow.Parse("0s") };
        var result = Some.Match(Some.Observations(("2020-03-15", 5, 5), ("2020-12-31T23:00:00", 5, 5), ("2019-12-31", 5, 5), ("2020-04-01", 5, 5)), protocol, field);
        Assert.Equal([3.0, 12, 4], result.Matchups.Numbers("v"));
    }

    [Fact]
    public void A_variable_that_no_field_has_is_an_error_that_lists_those_they_have()
    {
        var failure = Assert.Throws<OceanException>(() => Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol("chlor_a"), Field("a", "2024-06-08").With("chl", (_, _) => 1)));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Equal("the fields: no variable 'chlor_a'; it has chl, v", failure.Message);
    }

    [Fact]
    public void A_field_without_the_variable_is_left_out_with_a_note_where_others_have_it()
    {
        var other = new MemoryField("b", Some.Grid(), Some.Day("2024-06-08")).With("sst", (_, _) => 20);
        var result = Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol(), Field("a", "2024-06-08"), other);
        Assert.Equal(1, result.Matched);
        Assert.Contains("b has none of the variables asked for and is left out", result.Notes);
    }

    [Fact]
    public void A_field_without_time_can_only_be_matched_by_position()
    {
        MemoryField Depth() => new MemoryField("depth", Some.Grid()).With("v", (row, _) => row);
        var failure = Assert.Throws<OceanException>(() => Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol(), Depth()));
        Assert.Contains("no time in the file", failure.Message, StringComparison.Ordinal);
        var result = Some.Match(Some.Observations(("", 5, 5)), Some.Protocol() with { Window = TimeWindow.Any }, Depth());
        Assert.Equal(5, result.Matchups.Numbers("v")[0]);
        Assert.True(double.IsNaN(result.Matchups.Numbers("dt")[0]));
    }

    [Theory]
    [InlineData(4, "0.5", null, "odd")]
    [InlineData(3, "1.5", null, "within 0..1")]
    [InlineData(3, "0.5", -1.0, "above 0")]
    public void A_protocol_out_of_range_is_a_usage_error(int box, string share, double? radius, string message)
    {
        var failure = Assert.Throws<OceanException>(() => Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol() with { Shape = new MacroPixelShape.Box(box), MinimumValid = ValidShare.Parse(share), RadiusKm = radius }, Field("a", "2024-06-08")));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static object? Value(Column column, int row) => column switch
    {
        NumberColumn numbers => numbers.Values[row],
        TimeColumn times => times.Values[row],
        TextColumn texts => texts.Values[row],
        _ => null,
    };
}
