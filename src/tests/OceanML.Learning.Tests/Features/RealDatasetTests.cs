using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Tests;
using Xunit;

namespace OceanML.Learning.Tests.Features;

/// <summary>Training tables of real series and tables.</summary>
public sealed class RealDatasetTests
{
    [Fact]
    public void A_year_of_an_NDBC_buoy_in_windows_with_weeks_held_out()
    {
        var table = ObservationFile.ReadEveryRow(SharedData.Path("data/moored/ndbc/46026_2005.csv"));
        var prepared = Some.Prepare(table, "window(wspd,atmp,48) season", "wtmp", recipe => recipe with { Split = SplitPlan.Parse("time:7d") });
        Assert.Equal(TimeSpan.FromHours(1), prepared.Step);
        Assert.Equal(98, prepared.Features.Count);
        Assert.Equal(table.RowCount, prepared.Table.RowCount + prepared.Rejected.Values.Sum());
        Assert.InRange(prepared.Table.RowCount, 6000, 6600);

        // Every window is that of the file, hour by hour.
        var (times, wind) = (table.Times("time"), table.Numbers("wspd"));
        var at = times.Select((time, row) => (time, row)).ToDictionary(pair => pair.time, pair => pair.row);
        for (var i = 0; i < prepared.Rows.Length; i += 97)
        {
            for (var lag = 0; lag < 48; lag++) Assert.Equal(wind[at[times[prepared.Rows[i]] - (lag * Some.Hour)]], prepared.Table.Numbers($"wspd_lag{lag}")[i]);
        }

        var report = LeakageCheck.Check(prepared.Split!, prepared.SplitRows!, 1);
        Assert.Equal(LeakageVerdict.Apart, report.Verdict);
        Assert.Equal(2, report.Distances.First(one => one.Measure == "time").Held[0], 9);
        var random = Some.Prepare(table, "window(wspd,atmp,48) season", "wtmp", recipe => recipe with { Split = SplitPlan.Parse("random") });
        Assert.Equal(LeakageVerdict.Close, LeakageCheck.Check(random.Split!, random.SplitRows!, 1).Verdict);
    }

    [Fact]
    public void Blooms_of_MAREL_Carnot_one_to_five_days_ahead()
    {
        var table = ObservationFile.ReadEveryRow(SharedData.Path("data/moored/marel_carnot/marel_carnot_2005-2008.csv.gz"), new ObservationOptions { Position = (50.74, 1.57), Platform = "MAREL Carnot" });
        var fluorescence = table.Names.First(name => name.Contains("fluorescence", StringComparison.OrdinalIgnoreCase) || name == "ECHL1");
        var (daily, _) = Resampling.Apply(table, new FeatureOptions(), TimeSpan.FromDays(1), ResampleRule.Median, 0.5);
        Assert.InRange(daily.RowCount, 1200, 1462);
        var prepared = Some.Prepare(daily, $"season lag({fluorescence},0..4) mean({fluorescence},7d)", "", recipe => recipe with
        {
            Rows = new FeatureOptions { Coverage = 0.6 },
            Event = EventRule.Parse($"{fluorescence} > 5", TimeSpan.FromDays(2), TimeSpan.FromDays(7)),
            Leads = StepRange.Lengths("1d..5d"),
            Split = SplitPlan.Parse("event:event_id"),
            KeepMissing = true,
        });
        Assert.InRange(prepared.Events!.Events.Count, 4, 12);
        Assert.Equal(5, prepared.Targets.Count);
        Assert.Equal(daily.RowCount, prepared.Table.RowCount + prepared.Rejected.Values.Sum());
    }

    [Fact]
    public void The_South_China_Sea_with_one_summer_left_out()
    {
        var wide = TableFile.Read(SharedData.Path("data/carbon/south_china_sea_pco2_OBdata.csv"));
        string[] years = ["2000", "2001", "2004", "2005", "2006", "2007", "2008", "2009", "2012", "2014", "2015", "2016", "2017"];
        var table = Stacking.Stack(wide, [.. Enumerable.Range(1, 13).Select(i => $"{i}")], "pco2", "year", years);
        table = table.With(table["Grid_lat"].With("latitude"), table["Grid_long"].With("longitude"));
        var prepared = Some.Prepare(table, "position", "pco2", recipe => recipe with { Split = SplitPlan.Parse("column:year") });
        Assert.Equal(887, prepared.Table.RowCount);
        Assert.Equal(years, prepared.Split!.FoldNames);
        Assert.Equal([5, 13, 71, 17, 25, 231, 68, 141, 84, 90, 37, 28, 77], Enumerable.Range(0, 13).Select(fold => prepared.Split.Held(fold).Length));
    }
}
