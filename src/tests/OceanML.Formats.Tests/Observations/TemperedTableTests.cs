using System.IO.Compression;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Observations;

/// <summary>Tables of users in all tempers.</summary>
public sealed class TemperedTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_mark_of_order_semicolons_and_decimal_commas_change_nothing()
    {
        var path = folder["bom.csv"];
        File.WriteAllText(path, "time;lat;lon;temperature [°C]\r\n2024-06-08T10:00:00Z;42,55;6,05;19,5\r\n2024-06-08T11:00:00Z;42,55;6,05;19,25\r\n", new UTF8Encoding(true));
        var set = ObservationFile.Read(path);
        Assert.Equal([42.55, 42.55], set.Table.Numbers("latitude"));
        Assert.Equal([19.5, 19.25], set.Table.Numbers("temperature [°C]"));
        Assert.Equal("°C", set.Table["temperature [°C]"].Metadata.Unit);
        Assert.Empty(set.Warnings);
    }

    [Fact]
    public void A_value_that_states_its_own_zone_is_not_shifted_by_the_zone_in_the_name()
    {
        var set = ObservationFile.Read(folder.Write("zones.csv", "time (UTC+2),lat,lon,v\n2020-07-01 12:00,1,2,3\n2020-07-01T12:00:00Z,1,2,3\n2020-07-01T12:00:00-03:00,1,2,3\n2020-07-02,1,2,3\n"));
        Assert.Equal(["2020-07-01T10:00:00Z", "2020-07-01T12:00:00Z", "2020-07-01T15:00:00Z", "2020-07-01T22:00:00Z"], set.Table.Times("time").Select(Timestamp.Format));
    }

    [Theory]
    [InlineData("hour", "0 6 13 23", "00:00 06:00 13:00 23:00")]
    [InlineData("hours", "9.5 10.0 10.25 11", "09:30 10:00 10:15 11:00")]
    [InlineData("time", "9.5 10.0 10.5 11", "09:30 10:00 10:30 11:00")]
    [InlineData("time (hours)", "9 10 11 12", "09:00 10:00 11:00 12:00")]
    [InlineData("time", "0 30 930 1345", "00:00 00:30 09:30 13:45")]
    [InlineData("hour", "0 30 930 1345", "00:00 00:30 09:30 13:45")]
    [InlineData("time", "0 3000 93000 134500", "00:00 00:30 09:30 13:45")]
    [InlineData("time", "9:30 10 10:30 11:00", "09:30 10:00 10:30 11:00")]
    [InlineData("time", "0 0 0 0", "00:00 00:00 00:00 00:00")]
    public void Hours_and_HHMM_are_told_apart_once_for_a_column(string name, string written, string meant)
    {
        var content = $"date,{name},lat,lon,v\n" + string.Concat(written.Split(' ').Select(clock => $"2020-01-01,{clock},1,2,3\n"));
        var set = ObservationFile.Read(folder.Write("clock.csv", content));
        Assert.Equal(meant.Split(' ').Select(clock => $"2020-01-01T{clock}:00Z"), set.Table.Times("time").Select(Timestamp.Format));
    }

    [Theory]
    [InlineData("time", "0 6 13 23")]
    [InlineData("hour", "0 30 45 59")]
    public void Numbers_that_may_be_hours_or_HHMM_are_refused(string name, string written)
    {
        var content = $"date,{name},lat,lon,v\n" + string.Concat(written.Split(' ').Select(clock => $"2020-01-01,{clock},1,2,3\n"));
        var error = Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("clock.csv", content)));
        Assert.Contains("may be hours or HHMM; name it 'hour' or 'hhmm', or write times of day as 09:30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_hour_beside_year_month_and_day_may_be_HHMM()
    {
        var set = ObservationFile.Read(folder.Write("parts.csv", "year,month,day,hour,lat,lon,v\n2020,1,1,30,1,2,3\n2020,1,1,1345,1,2,3\n"));
        Assert.Equal(["2020-01-01T00:30:00Z", "2020-01-01T13:45:00Z"], set.Table.Times("time").Select(Timestamp.Format));
    }

    [Fact]
    public void Limits_of_detection_are_taken_out_whatever_their_share_and_the_depths_of_one_text_are_numbers()
    {
        var path = folder.Write("limits.csv", "platform,time,lat,lon,DEPH,nitrate (umol/l),salinity\nX,2020-01-01,43,7,surface,<0.05,a\nX,2020-01-02,43,7,1,<0.05,b\nX,2020-01-03,43,7,1,0.2,c\nX,2020-01-04,43,7,1,<0.05,36\n");
        var set = ObservationFile.Read(path);
        Assert.Equal([double.NaN, double.NaN, 0.2, double.NaN], set.Table.Numbers("nitrate (umol/l)"));
        Assert.Equal(["6", "6", null, "6"], set.Table.Texts("nitrate (umol/l)_qc"));
        Assert.Equal([double.NaN, 1, 1, 1], set.Table.Numbers("depth"));
        Assert.Equal(
            [new RejectedValues("depth", "not_a_number", 1), new RejectedValues("nitrate (umol/l)", "below_detection_limit", 3), new RejectedValues("salinity", "not_a_number", 4)],
            set.RejectedValues.OrderBy(lost => lost.Variable, StringComparer.Ordinal));
        Assert.Contains(set.Warnings, warning => warning.Contains("column 'salinity' has the name of a variable and stays text, because 3 of 4 values are no numbers", StringComparison.Ordinal));

        var every = ObservationFile.ReadEveryRow(path);
        Assert.Equal(set.Table.Numbers("nitrate (umol/l)"), every.Numbers("nitrate (umol/l)"));
        Assert.Equal(set.Warnings, ObservationFile.Warnings(every));
    }

    [Theory]
    [InlineData("'time PST'", "'2001-08-15 19:06:55'", "2001-08-16T03:06:55Z")]
    [InlineData("Time (CEST)", "2024-06-08 12:00:00", "2024-06-08T10:00:00Z")]
    [InlineData("date_time UTC+2", "2024-06-08T12:00:00", "2024-06-08T10:00:00Z")]
    [InlineData("time UTC-03:30", "2024-06-08T06:30:00", "2024-06-08T10:00:00Z")]
    [InlineData("time (UTC)", "2024-06-08T10:00:00", "2024-06-08T10:00:00Z")]
    [InlineData("date", "08.06.2024 10:00", "2024-06-08T10:00:00Z")]
    public void Zones_in_names_and_quotes_are_understood(string name, string written, string utc)
    {
        var set = ObservationFile.Read(folder.Write("zone.csv", $"{name},lat,lon,v\n{written},1,2,3\n{written},1,2,3\n"));
        Assert.Equal(utc, Timestamp.Format(set.Table.Times("time")[0]));
        Assert.Equal(name.Contains("UTC)", StringComparison.Ordinal) || name == "date" ? 0 : 1, set.Warnings.Count(warning => warning.Contains("brought to UTC", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_of_ndbc_stand_in_a_comment_with_their_units_below()
    {
        var path = folder.Write("46026.txt", "#YY  MM DD hh mm WDIR WSPD  ATMP  WTMP\n#yr  mo dy hr mn degT m/s   degC  degC\n2024 06 08 10 00 272  7.3  10.4  13.0\n2024 06 08 10 50 270  7.5  10.5  13.1\n");
        var table = ObservationFile.Read(path, new ObservationOptions { Position = (37.75, -122.82), Platform = "46026" }).Table;
        Assert.Equal(["2024-06-08T10:00:00Z", "2024-06-08T10:50:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal([13, 13.1], table.Numbers("WTMP"));
        Assert.Equal("degC", table["WTMP"].Metadata.Unit);
    }

    [Fact]
    public void Dates_of_aeronet_have_the_day_first_as_their_name_says()
    {
        var path = folder.Write("aeronet.csv", "AERONET_Site,Date(dd-mm-yyyy),Time(hh:mm:ss),Site_Latitude(Degrees),Site_Longitude(Degrees),Lw[412nm]\nVenise,08-06-2024,10:00:30,45.3139,12.5083,0.91\nVenise,09-06-2024,10:00:30,45.3139,12.5083,0.92\n");
        var table = ObservationFile.Read(path).Table;
        Assert.Equal("2024-06-08T10:00:30Z", Timestamp.Format(table.Times("time")[0]));
        Assert.Equal((45.3139, 12.5083), (table.Numbers("latitude")[0], table.Numbers("longitude")[0]));
    }

    [Theory]
    [InlineData("date,lat,lon\n08/06/24,1,2\n13/06/24,1,2\n", "with four digits of the year")]
    [InlineData("year,month,day,lat,lon\n24,6,8,1,2\n", "column 'year' holds years of two digits; write four")]
    [InlineData("date,lat,lon\n06/08/2024,1,2\n", "may begin with the day or with the month; write them as 2024-06-08")]
    public void Dates_that_may_mean_something_else_are_refused(string content, string message) =>
        Assert.Contains(message, Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("date.csv", content))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("temperature", "19.5", "99999", true)]
    [InlineData("salinity", "38.1", "-999", true)]
    [InlineData("turbidity", "12.5", "999", false)]
    [InlineData("count", "850", "999", false)]
    [InlineData("count", "85", "999", true)]
    public void Marks_for_missing_values_that_nobody_declared_are_told_and_kept(string name, string usual, string mark, bool told)
    {
        var path = folder.Write("fill.csv", $"time,lat,lon,{name}\n2024-06-08T10:00:00Z,1,2,{usual}\n2024-06-08T11:00:00Z,1,2,{mark}\n");
        var set = ObservationFile.Read(path);
        Assert.Equal(double.Parse(mark, System.Globalization.CultureInfo.InvariantCulture), set.Table.Numbers(name)[1]);
        Assert.Equal(told ? [$"column '{name}' holds {mark} in 1 rows, which looks like a mark for a missing value; if it is one, declare it (--missing {mark})"] : [], set.Warnings);
        Assert.True(double.IsNaN(ObservationFile.Read(path, new ObservationOptions { MissingValues = [mark] }).Table.Numbers(name)[1]));
    }

    [Fact]
    public void Values_below_the_limit_of_detection_are_flagged()
    {
        var set = ObservationFile.Read(folder.Write("limit.csv", "time,lat,lon,nitrate\n2024-06-08T10:00:00Z,1,2,<0.05\n2024-06-08T11:00:00Z,1,2,1.2\n2024-06-08T12:00:00Z,1,2,2.4\n"));
        Assert.Equal([double.NaN, 1.2, 2.4], set.Table.Numbers("nitrate"));
        Assert.Equal(["6", null, null], set.Table.Texts("nitrate_qc"));
        Assert.Equal(new RejectedValues("nitrate", "below_detection_limit", 1), Assert.Single(set.RejectedValues));
    }

    [Fact]
    public void A_unit_behind_each_value_is_the_unit_of_the_column_and_two_are_told()
    {
        var one = ObservationFile.Read(folder.Write("one.csv", "time,lat,lon,oxygen\n2024-06-08T10:00:00Z,1,2,5.2 ml/l\n2024-06-08T11:00:00Z,1,2,5.3 ml/l\n"));
        Assert.Equal([5.2, 5.3], one.Table.Numbers("oxygen"));
        Assert.Equal("ml/l", one.Table["oxygen"].Metadata.Unit);
        var two = ObservationFile.Read(folder.Write("two.csv", "time,lat,lon,oxygen\n2024-06-08T10:00:00Z,1,2,5.2 ml/l\n2024-06-08T11:00:00Z,1,2,230 umol/kg\n"));
        Assert.Equal(["5.2 ml/l", "230 umol/kg"], two.Table.Texts("oxygen"));
        Assert.Equal("column 'oxygen' mixes units (ml/l in 1 rows, umol/kg in 1 rows) and stays text; write one unit", Assert.Single(two.Warnings));
    }

    [Fact]
    public void Two_columns_of_one_name_are_told()
    {
        var set = ObservationFile.Read(folder.Write("twice.csv", "time,lat,lon,v,v\n2024-06-08T10:00:00Z,1,2,3,4\n"));
        Assert.Equal((3.0, 4.0), (set.Table.Numbers("v")[0], set.Table.Numbers("v_2")[0]));
        Assert.Equal("several columns are named 'v'; the second is read as 'v_2'", Assert.Single(set.Warnings));
    }

    [Fact]
    public void The_position_of_a_fixed_station_can_be_given()
    {
        var without = folder.Write("without.csv", "time,temperature\n2024-06-08T10:00:00Z,19.5\n");
        Assert.Contains("the position of a fixed station can be given", Assert.Throws<OceanException>(() => ObservationFile.Read(without)).Message, StringComparison.Ordinal);
        var options = new ObservationOptions { Position = (50.74, 1.57), Platform = "MAREL" };
        var set = ObservationFile.Read(without, options);
        Assert.Equal((50.74, 1.57, "MAREL"), (set.Table.Numbers("latitude")[0], set.Table.Numbers("longitude")[0], set.Table.Texts("platform")[0]));
        var empty = ObservationFile.Read(folder.Write("empty.csv", "time,platform,lat,lon,temperature\n2024-06-08T10:00:00Z,,,,19.5\n2024-06-08T11:00:00Z,A,1,2,19.6\n"), options);
        Assert.Equal([50.74, 1], empty.Table.Numbers("latitude"));
        Assert.Equal(["MAREL", "A"], empty.Table.Texts("platform"));
        var none = ObservationFile.Read(folder.Write("none.csv", "time,lat,lon,temperature\n2024-06-08T10:00:00Z,,,19.5\n"));
        Assert.Equal(1, none.Rejected["no_position"]);
        Assert.Contains("no row has a position", Assert.Single(none.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lat,lon,1,2,3\n1,2,3,4,5\n", "has positions and columns '1' to '3', and does not say what these are")]
    [InlineData("station,a\nC1,2\n", "has neither time nor position; its rows belong to stations (column 'station') that another file describes")]
    [InlineData("wavelength,slope\n412,2\n", "no time, no latitude and longitude")]
    public void Tables_that_are_no_observations_say_what_is_missing(string content, string message) =>
        Assert.Contains(message, Assert.Throws<OceanException>(() => ObservationFile.Read(folder.Write("none.csv", content))).Message, StringComparison.Ordinal);

    [Fact]
    public void Arrays_of_other_programs_are_refused()
    {
        var npy = folder["a.npy"];
        File.WriteAllBytes(npy, [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0]);
        Assert.Contains("is an array of NumPy", Assert.Throws<OceanException>(() => ObservationFile.Read(npy)).Message, StringComparison.Ordinal);
        var npz = folder["a.npz"];
        using (var archive = ZipFile.Open(npz, ZipArchiveMode.Create)) archive.CreateEntryFromFile(npy, "water_level.npy");
        Assert.Contains(".npz: water_level.npy", Assert.Throws<OceanException>(() => ObservationFile.Read(npz)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(npz, [.. "PK"u8, 3, 4, 0, 0, 0, 0]);
        Assert.Contains("is a damaged zip archive", Assert.Throws<OceanException>(() => ObservationFile.Read(npz)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_cut_off_are_not_taken_for_short_ones()
    {
        var cast = File.ReadAllText(SharedData.TestData("insitu/station_7.cnv"), Encoding.Latin1);
        var path = folder["cut.cnv"];
        File.WriteAllText(path, cast[..(cast.TrimEnd().LastIndexOf('\n') + 1)], Encoding.Latin1);
        Assert.EndsWith("is cut off: it has 4 of 5 scans", Assert.Throws<OceanException>(() => ObservationFile.Read(path)).Message, StringComparison.Ordinal);

        var bottle = File.ReadAllText(SharedData.TestData("insitu/00AA20240608_hy1.csv")).Replace("END_DATA\n", "", StringComparison.Ordinal);
        Assert.Contains("END_DATA is missing", Assert.Single(ObservationFile.Read(folder.Write("cut_hy1.csv", bottle)).Warnings), StringComparison.Ordinal);

        var table = string.Concat(Enumerable.Range(0, 50_000).Select(row => $"2024-06-08T10:00:00Z,{row % 80},{row % 170},{row * 7919 % 1000}\n"));
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("time,lat,lon,v\n" + table));
        var whole = folder["whole.csv.gz"];
        File.WriteAllBytes(whole, memory.ToArray());
        Assert.Equal(50_000, ObservationFile.Read(whole).RowsRead);
        var cut = folder["cut.csv.gz"];
        File.WriteAllBytes(cut, memory.ToArray()[..^1000]);
        Assert.EndsWith("the compressed file is cut off or damaged", Assert.Throws<OceanException>(() => ObservationFile.Read(cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_that_the_scheme_does_not_have_are_told()
    {
        var bottle = File.ReadAllText(SharedData.TestData("insitu/00AA20240608_hy1.csv")).Replace("0.05,2,", "0.05,69,", StringComparison.Ordinal);
        var set = ObservationFile.Read(folder.Write("hy1.csv", bottle));
        Assert.Equal("69", set.Table.Texts("nitrate_qc")[0]);
        Assert.Contains("column 'nitrate_qc' has 1 flags such as '69' that are none of the scheme woce", Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cast_without_position_asks_for_it_and_one_typed_by_hand_is_read()
    {
        var cast = File.ReadAllText(SharedData.TestData("insitu/station_7.cnv"), Encoding.Latin1);
        var lines = cast.Split("\r\n").Where(line => !line.StartsWith("* NMEA L", StringComparison.Ordinal)).ToList();
        var bare = folder["bare.cnv"];
        File.WriteAllText(bare, string.Join("\r\n", lines), Encoding.Latin1);
        Assert.Contains("no column 'latitude'", Assert.Throws<OceanException>(() => ObservationFile.Read(bare)).Message, StringComparison.Ordinal);
        Assert.Equal(43.1, ObservationFile.Read(bare, new ObservationOptions { Position = (43.1, 6.2) }).Table.Numbers("latitude")[0]);
        foreach (var (first, second) in new[] { ("** Latitude: 42 33.00 N", "** Longitude: 006 03.00 W"), ("**  42 33.00 N", "**  006 03.00 W"), ("** Lat = 42.55", "** Lon = -6.05"), ("** Latitude: 42° 33' 00\" N", "** Longitude: 6-03.00W") })
        {
            var path = folder["typed.cnv"];
            File.WriteAllText(path, string.Join("\r\n", lines.Take(3).Append(first).Append(second).Concat(lines.Skip(3))), Encoding.Latin1);
            var table = ObservationFile.Read(path).Table;
            Assert.Equal(42.55, table.Numbers("latitude")[0], 9);
            Assert.Equal(-6.05, table.Numbers("longitude")[4], 9);
        }
    }

    [Theory]
    [InlineData("timeS: Time, Elapsed [seconds]", "90", "2024-06-08T10:01:30Z")]
    [InlineData("timeM: Time, Elapsed [minutes]", "1.5", "2024-06-08T10:01:30Z")]
    [InlineData("timeJ: Julian Days", "160.5", "2024-06-08T12:00:00Z")]
    [InlineData("timeQ: Time, NMEA [seconds]", "771156000", "2024-06-08T10:00:00Z")]
    [InlineData("timeY: Time, System [seconds]", "1717840800", "2024-06-08T10:00:00Z")]
    public void Every_clock_of_a_sea_bird_cast_is_read(string name, string value, string utc)
    {
        var path = folder.Write("clock.cnv", $"* Sea-Bird SBE 19plus\n* NMEA Latitude = 42 33.00 N\n* NMEA Longitude = 006 03.00 E\n# name 0 = {name}\n# name 1 = prDM: Pressure, Digiquartz [db]\n# interval = decibars: 1\n# start_time = Jun 08 2024 10:00:00\n# bad_flag = -9.990e-29\n*END*\n {value} 1.0\n {value} 2.0\n");
        Assert.Equal(utc, Timestamp.Format(ObservationFile.Read(path).Table.Times("time")[0]));
    }

    [Fact]
    public void A_seabass_table_of_constants_and_one_of_a_region_are_refused()
    {
        const string head = "/begin_header\n/missing=-999\n/delimiter=space\n/start_date=20240608\n/end_date=20240608\n/start_time=10:00:00[GMT]\n";
        var constants = folder.Write("f0.sb", head + "/north_latitude=0[DEG]\n/south_latitude=0[DEG]\n/east_longitude=0[DEG]\n/west_longitude=0[DEG]\n/fields=wavelength,Esun\n/units=nm,uW/cm^2/nm\n/end_header\n400 1.5\n401 1.6\n");
        Assert.Contains("is a table of constants by wavelength", Assert.Throws<OceanException>(() => ObservationFile.Read(constants)).Message, StringComparison.Ordinal);
        var region = folder.Write("r.sb", head + "/north_latitude=45[DEG]\n/south_latitude=40[DEG]\n/east_longitude=7[DEG]\n/west_longitude=6[DEG]\n/fields=depth,Wt\n/units=m,degreesC\n/end_header\n1 19.5\n2 19.4\n");
        Assert.Contains("the header gives a region, 40 to 45", Assert.Throws<OceanException>(() => ObservationFile.Read(region)).Message, StringComparison.Ordinal);
    }
}
