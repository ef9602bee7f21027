using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Observations;

public sealed class ObservationFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_planted_faults_of_a_users_table_are_counted_one_by_one()
    {
        var set = ObservationFile.Read(SharedData.TestData("tables/observations_dirty.csv"));
        Assert.Equal(10, set.RowsRead);
        Assert.Equal(new Dictionary<string, int> { ["no_position"] = 2, ["no_time"] = 1, ["position_out_of_range"] = 1 }, set.Rejected);
        Assert.Equal(6, set.Table.RowCount);
        Assert.Equal(1, set.Duplicates);
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        Assert.Equal([6.05, 6.15, 6.15, 179.5, -179.5, 5.45], set.Table.Numbers("longitude"));
        Assert.Equal(Timestamp.Parse("2024-06-08T10:00:00Z"), set.Table.Times("time")[0]);
        Assert.Equal(["A1", "A1", "A1", "B2", "B2", "C3"], set.Table.Texts("platform"));
        Assert.Equal([0.223, 0.229, 0.229, 0.524, 0.526, double.NaN], set.Table.Numbers("Chl-a (mg m-3)"));
        Assert.Equal("mg m-3", set.Table["Chl-a (mg m-3)"].Metadata.Unit);
        Assert.Equal(5, ObservationDuplicates.Without(set.Table).RowCount);
    }

    [Fact]
    public void Flags_that_a_table_holds_as_numbers_become_characters()
    {
        var path = folder.Write("flags.csv", "time,lat,lon,v,v_qc,position_qc,time_qc,w_qc\n2024-06-08T10:00:00Z,1,2,3,4,1,1.0,1\n2024-06-08T11:00:00Z,1,2,3,,9,,1.5\n2024-06-08T12:00:00Z,1,2,3,0,4,2.0,1\n");
        var set = ObservationFile.Read(path);
        Assert.Equal(["4", null, "0"], set.Table.Texts("v_qc"));
        Assert.Equal(["1", "9", "4"], set.Table.Texts("position_qc"));
        Assert.Equal(["1", null, "2"], set.Table.Texts("time_qc"));
        Assert.Equal([1, 1.5, 1], set.Table.Numbers("w_qc"));
        Assert.Contains("column 'w_qc' holds 1.5, which is no quality flag", Assert.Single(set.Warnings), StringComparison.Ordinal);
        var every = ObservationFile.ReadEveryRow(path);
        Assert.Equal(["4", null, "0"], every.Texts("v_qc"));
    }

    [Theory]
    [InlineData("10", "holds 10, which is no quality flag")]
    [InlineData("-1", "holds -1, which is no quality flag")]
    [InlineData("true", "holds truth values, which are no quality flag")]
    public void Numbers_that_are_no_flags_stay_with_a_warning(string flag, string warning)
    {
        var set = ObservationFile.Read(folder.Write("odd.csv", $"time,lat,lon,v,v_qc\n2024-06-08T10:00:00Z,1,2,3,{flag}\n"));
        Assert.IsType<NumberColumn>(set.Table["v_qc"]);
        Assert.Contains(warning, Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_among_numbers_is_counted_and_told_with_its_row()
    {
        var set = ObservationFile.Read(folder.Write(
            "text.csv",
            "platform,time,lat,lon,chlorophyll,note,v_qc\n7,2024-06-08T10:00:00Z,1,2,0.2,deep,1\nB,2024-06-08T11:00:00Z,1,2,,7,A\n7,2024-06-08T12:00:00Z,1,2,abc,,1\n7,2024-06-08T13:00:00Z,1,2,0.3,,1\n"));
        Assert.Equal([0.2, double.NaN, double.NaN, 0.3], set.Table.Numbers("chlorophyll"));
        Assert.Equal(new RejectedValues("chlorophyll", "not_a_number", 1), Assert.Single(set.RejectedValues));
        Assert.Equal("column 'chlorophyll': 1 of 3 values are left out as not_a_number, the first 'abc' in row 3 of the data", Assert.Single(set.Warnings));

        // Among many, the reader of the table would say so too, and once is enough.
        var rows = string.Concat(Enumerable.Range(0, 100).Select(row => $"2024-06-08T10:00:00Z,1,{row},{(row == 60 ? "abc" : "0.2")}\n"));
        Assert.Contains("'abc'", Assert.Single(ObservationFile.Read(folder.Write("many.csv", "time,lat,lon,chlorophyll\n" + rows)).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_may_be_one_of_names_stays_text_and_is_told()
    {
        var set = ObservationFile.Read(folder.Write("names.csv", "time,lat,lon,bottle\n2024-06-08T10:00:00Z,1,2,7\n2024-06-08T11:00:00Z,1,2,8\n2024-06-08T12:00:00Z,1,2,9B\n"));
        Assert.Equal(["7", "8", "9B"], set.Table.Texts("bottle"));
        Assert.Empty(set.RejectedValues);
        Assert.Equal("column 'bottle' is text, not numbers, because of 1 of 3 values, the first '9B' in row 3 of the data; leave what is missing empty", Assert.Single(set.Warnings));
    }

    [Fact]
    public void A_profile_id_tells_the_platform_and_stays()
    {
        var set = ObservationFile.Read(SharedData.TestData("tables/training.parquet"));
        Assert.Empty(set.Rejected);
        Assert.Equal(["platform", "profile", "time", "latitude", "longitude"], set.Table.Names.Take(5));
        Assert.Contains("profile_id", set.Table.Names);
        Assert.Contains("pace_Rrs_412", set.Table.Names);
        Assert.DoesNotContain("lat", set.Table.Names);
        Assert.Equal(40, set.Table.Texts("platform").Distinct().Count());
        Assert.Equal("7999001", set.Table.Texts("platform")[0]);
    }

    [Fact]
    public void Variables_are_chosen_by_pattern_and_coordinates_come_along()
    {
        var set = ObservationFile.Read(SharedData.TestData("tables/training.csv"), new ObservationOptions { Variables = ["CHLA_0_*"] });
        Assert.Equal(["platform", "profile", "time", "latitude", "longitude", "CHLA_0_10"], set.Table.Names);
        var failure = Assert.Throws<OceanException>(() => ObservationFile.Read(SharedData.TestData("tables/training.csv"), new ObservationOptions { Variables = ["CHL"] }));
        Assert.Contains("no column 'CHL'; it has ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,lat,lon\n2024-06-08T10:00:00Z,1,2\n")]
    [InlineData("TIME,LATITUDE,LONGITUDE\n2024-06-08 10:00,1,2\n")]
    [InlineData("DATE (yyyy-mm-ddThh:mi:ssZ),LATITUDE (degree_north),LONGITUDE (degree_east)\n2024-06-08T10:00:00Z,1,2\n")]
    [InlineData("Date,Time,Latitude,Longitude\n2024-06-08,10:00:00,1,2\n")]
    [InlineData("DATE,TIME,LATITUDE,LONGITUDE\n20240608,1000,1,2\n")]
    [InlineData("object_date,object_time,object_lat,object_lon\n20240608,100000,1,2\n")]
    [InlineData("year,month,day,hour,minute,lat,lon\n2024,06,08,10,00,1,2\n")]
    [InlineData("Year,Month,Date,Hour,Minute,Latitude,Longitude\n2024,6,8,10,0,1,2\n")]
    [InlineData("year,doy,hour,lat,lon\n2024,160,10,1,2\n")]
    [InlineData("mon/day/yr\thh:mm\tLon [°E]\tLat [°N]\n06/08/2024\t10:00\t2\t1\n")]
    [InlineData("time,lat,lon\nseconds since 1970-01-01,degrees_north,degrees_east\n1717840800,1,2\n1717840800,1,2\n")]
    [InlineData("time,lat,lon\n2024-06-08T12:00:00+02:00,1,362\n")]
    public void Time_and_position_are_found_in_every_usual_form(string content)
    {
        var table = ObservationFile.Read(folder.Write("t.csv", content.Replace(",362\n", ",2\n", StringComparison.Ordinal))).Table;
        Assert.Equal(Timestamp.Parse("2024-06-08T10:00:00Z"), table.Times("time")[0]);
        Assert.Equal(1, table.Numbers("latitude")[0]);
        Assert.Equal(2, table.Numbers("longitude")[0]);
    }

    [Fact]
    public void A_date_that_may_be_read_two_ways_is_refused()
    {
        var failure = Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("t.csv", "date,lat,lon\n06/08/2024,1,2\n")));
        Assert.Contains("may begin with the day or with the month", failure.Message, StringComparison.Ordinal);
        var read = ObservationFile.Read(folder.Write("u.csv", "date,lat,lon\n06/08/2024,1,2\n25/12/2024,1,2\n"));
        Assert.Equal(Timestamp.Parse("2024-08-06"), read.Table.Times("time")[0]);
    }

    [Fact]
    public void A_table_without_position_says_what_it_has()
    {
        var failure = Assert.Throws<OceanException>(() => ObservationFile.Read(SharedData.TestData("failures/without_position.csv")));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("no column 'latitude'; it has ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_time_says_what_would_be_right()
    {
        var failure = Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("t.csv", "lat,lon,chl\n1,2,3\n")));
        Assert.Contains("no time; give a column 'time' (ISO 8601), or date and time, or year, month and day; it has lat, lon, chl", failure.Message, StringComparison.Ordinal);
        var bare = Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("u.csv", "time,lat,lon\n12.5,1,2\n")));
        Assert.Contains("column 'time' holds numbers without a unit", bare.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Platform_numbers_become_text_and_stay_numbers_without_a_point()
    {
        var table = ObservationFile.Read(folder.Write("t.csv", "PLATFORM,time,lat,lon\n6200443,2024-06-08,1,2\n")).Table;
        Assert.Equal(["6200443"], table.Texts("platform"));
        Assert.DoesNotContain("PLATFORM", table.Names);
    }

    [Fact]
    public void An_argo_file_is_read_by_its_own_reader()
    {
        var set = ObservationFile.Read(SharedData.TestData("gdac/dac/coriolis/6999002/profiles/SD6999002_001.nc"));
        Assert.Equal(30, set.Table.RowCount);
        Assert.Equal("6999002", set.Table.Texts("platform")[0]);
        Assert.Equal(0.203, set.Table.Numbers("chlorophyll")[0], 6);
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
    }

    [Fact]
    public void The_same_profile_in_two_files_is_found()
    {
        var one = ObservationFile.Read(SharedData.TestData("gdac/dac/coriolis/6999001/profiles/SR6999001_002.nc")).Table;
        var two = ObservationFile.Read(SharedData.TestData("argo/SR6999001_002_again.nc")).Table;
        var whole = ObservationFile.Read(SharedData.TestData("gdac/dac/coriolis/6999001/6999001_Sprof.nc")).Table;
        var all = Table.Concatenate([one, two, whole]);
        Assert.Equal(150, all.RowCount);
        Assert.Equal(60, ObservationDuplicates.Find(all).Length);
        Assert.Equal(90, ObservationDuplicates.Without(all).RowCount);
    }

    [Theory]
    [InlineData("failures/text.nc", "is not a table")]
    [InlineData("failures/empty.nc", "empty")]
    [InlineData("failures/truncated_classic.nc", "truncated_classic.nc")]
    [InlineData("failures/truncated_hdf5.nc", "truncated_hdf5.nc")]
    [InlineData("failures/truncated.parquet", "cannot be read as Parquet")]
    [InlineData("pace/PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc", "is a field")]
    [InlineData("not/there.csv", "no such file")]
    public void What_cannot_be_used_is_one_clear_line(string file, string message)
    {
        var failure = Assert.Throws<OceanException>(() => ObservationFile.Read(SharedData.TestData(file)));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_table_of_names_alone_has_no_observations() =>
        Assert.Equal(0, ObservationFile.Read(SharedData.TestData("failures/names_only.csv")).Table.RowCount);
}
