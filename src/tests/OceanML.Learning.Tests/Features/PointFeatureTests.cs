using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class PointFeatureTests
{
    [Fact]
    public void Logarithms_of_what_has_none_are_missing_or_those_of_the_floor()
    {
        var table = Some.Point(("chl", [100, 0.01, 0, -1, double.NaN]));
        Assert.Equal([2, -2, double.NaN, double.NaN, double.NaN], Some.Derived(table, "log10(chl)").Numbers("log10_chl"));
        Assert.Equal([2, -2, -3, -3, double.NaN], Some.Derived(table, "log10(chl,0.001)").Numbers("log10_chl"));
        Assert.Contains("2 values not above 0", Some.Prepare(table, "log10(chl)", "").Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_derived_column_says_its_unit_and_how_it_was_made()
    {
        var table = new Table([new NumberColumn("chl", [1, 2], new ColumnMetadata("mg m-3", LongName: "Chlorophyll")), new NumberColumn("u", [3, 4], new ColumnMetadata("m s-1"))]);
        var derived = Some.Derived(table, "log10(chl) product(chl,u) chl2 = ratio(chl,chl)");
        Assert.Equal(new ColumnMetadata("lg(re 1 mg m-3)", LongName: "Logarithm to base 10 of Chlorophyll", Source: "derived: log10(chl)"), derived["log10_chl"].Metadata);
        Assert.Equal("mg m-3 m s-1", derived["chl_times_u"].Metadata.Unit);
        Assert.Equal(("1", "derived: chl2 = ratio(chl,chl)"), (derived["chl2"].Metadata.Unit, derived["chl2"].Metadata.Source));
        Assert.Contains("the units differ ('mg m-3' and 'm s-1')", Assert.Throws<OceanException>(() => Some.Derived(table, "difference(chl,u)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_and_means_of_columns()
    {
        var table = Some.Point(("a1", [1, 2, 3]), ("a2", [4, 0, double.NaN]));
        var derived = Some.Derived(table, "sum_of(a1,a2); difference(a1,a2), ratio(a1,a2) mean_of(a?) above(a1,1.5)");
        Assert.Equal([5, 2, double.NaN], derived.Numbers("a1_plus_a2"));
        Assert.Equal([-3, 2, double.NaN], derived.Numbers("a1_minus_a2"));
        Assert.Equal([0.25, double.NaN, double.NaN], derived.Numbers("a1_per_a2"));
        Assert.Equal([2.5, 1, 3], derived.Numbers("mean_of_a1_to_a2"));
        Assert.Equal([0, 1, 1], derived.Numbers("a1_above_1.5"));
    }

    [Fact]
    public void The_day_of_the_year_has_no_seam_and_leap_years_one_day_more()
    {
        var table = new Table([new TimeColumn("time", [Timestamp.Parse("2023-01-01"), Timestamp.Parse("2023-12-31T23:59:59"), Timestamp.Parse("2024-07-02"), Timestamp.Parse("2023-04-02T06:00"), Timestamp.Missing])]);
        var derived = Some.Derived(table, "season year");
        Assert.Equal([0, 1], [derived.Numbers("sin_day")[0], derived.Numbers("cos_day")[0]]);
        Assert.Equal(1, derived.Numbers("cos_day")[1], 9);

        // 183 of 366 days are over on 2 July of a leap year; 91.25 of 365 on 2 April at 6.
        Assert.Equal(-1, derived.Numbers("cos_day")[2], 12);
        Assert.Equal(2024.5, derived.Numbers("decimal_year")[2], 12);
        Assert.Equal(1, derived.Numbers("sin_day")[3], 12);
        Assert.Equal(double.NaN, derived.Numbers("sin_day")[4]);
    }

    [Fact]
    public void The_solar_hour_is_that_of_the_longitude()
    {
        var table = new Table([new TimeColumn("time", [Timestamp.Parse("2024-06-01T12:00"), Timestamp.Parse("2024-06-01T00:00")]), new NumberColumn("longitude", [0, 180])]);
        Assert.Equal([-1, -1], Some.Derived(table, "hour").Numbers("cos_hour").Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Positions_have_no_seam_and_the_Coriolis_parameter_the_sign_of_the_hemisphere()
    {
        var table = Some.Point(("latitude", [0, 0, 90, -30, 43]), ("longitude", [180, -180, 50, 0, 190]));
        var derived = Some.Derived(table, "position coriolis");
        Assert.Equal(-1, derived.Numbers("position_x")[0], 12);
        Assert.Equal(derived.Numbers("position_y")[0], derived.Numbers("position_y")[1], 12);
        Assert.Equal([0, 0, 1], [Math.Round(derived.Numbers("position_x")[2], 12), Math.Round(derived.Numbers("position_y")[2], 12), derived.Numbers("position_z")[2]]);
        Assert.Equal([0, 0, 1.45842e-4, -7.2921e-5], derived.Numbers("coriolis")[..4].Select(f => Math.Round(f, 12)));
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(1, Math.Pow(derived.Numbers("position_x")[row], 2) + Math.Pow(derived.Numbers("position_y")[row], 2) + Math.Pow(derived.Numbers("position_z")[row], 2), 12));
    }

    [Theory]
    [InlineData("log11(a)", "no function 'log11'; it has log10")]
    [InlineData("log10(b)", "no column 'b'; it has a")]
    [InlineData("log10(text)", "does not hold numbers")]
    [InlineData("log10(a,-1)", "the floor must be above 0")]
    [InlineData("log10", "takes 1 to 2 arguments; usage: log10(COLUMN[,FLOOR])")]
    [InlineData("log10(a", "a parenthesis is not closed")]
    [InlineData("log10(sqrt(a))", "functions do not nest")]
    [InlineData("season", "needs the time of each row")]
    [InlineData("position", "needs a column 'latitude'")]
    [InlineData("lag(a,1)", "need the time of each row")]
    [InlineData("gradient(a)", "a gradient needs a field on a grid")]
    [InlineData("a = log10(a)", "there is a column 'a' already")]
    public void What_cannot_be_derived_is_said(string derive, string expected)
    {
        var table = new Table([new NumberColumn("a", [1, 2]), new TextColumn("text", ["x", "y"])]);
        Assert.Contains(expected, Assert.Throws<OceanException>(() => Some.Prepare(table, derive, "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_feature_may_use_an_earlier_one_and_a_step_on_the_way_is_no_feature()
    {
        var prepared = Some.Prepare(Some.Point(("a", [10, 100])), "_l = log10(a) product(_l,a)", "");
        Assert.Equal(["_l_times_a"], prepared.Features);
        Assert.Equal([10, 200], prepared.Table.Numbers("_l_times_a"));
    }
}
