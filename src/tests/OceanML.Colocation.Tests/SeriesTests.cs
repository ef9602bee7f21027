using System.Diagnostics;
using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

public sealed class SeriesTests : IDisposable
{
    private const string Era5 = "data/climate/psl_ERA5_mon_194001-202212.nc";
    private const string Noleap = "data/climate/cmip6/tos_Omon_CESM2-FV2_historical_r1i1p1f1_gn_200001.nc";
    private const string Julian = "data/climate/cmip6/tos_Omon_IITM-ESM_1pctCO2_r1i1p1f1_gn_193001-193412.nc";
    private const string Days360 = "data/climate/nemo_1m_20150101-20150201_grid-T.nc";
    private const string Packed = "data/ocean_colour/cmems_model/data_to_20040615.nc";
    private const string Ostia = "data/climate/ostia_monthly.nc";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(Era5, "psl", 48.36, -4.55)]
    [InlineData(Era5, "psl", -89.0, 178.0)]
    [InlineData(Packed, "chl", 45.0, -3.0)]
    [InlineData(Ostia, "surface_temperature", 1.1, 179.9)]
    public void The_nearest_cell_is_that_of_xarray(string file, string variable, double latitude, double longitude)
    {
        var values = Series(file, Point(latitude, longitude, 5000, variable)).Numbers(variable);
        Same(Oracle(file, variable, "nearest", latitude, longitude), values, 1e-7);
    }

    [Theory]
    [InlineData(Era5, "psl", 48.36, -4.55)]
    [InlineData(Era5, "psl", -33.0, 151.3)]
    [InlineData(Packed, "chl", 45.01, -3.02)]
    public void Bilinear_interpolation_is_that_of_xarray(string file, string variable, double latitude, double longitude)
    {
        var values = Series(file, Point(latitude, longitude, null, variable) with { Method = PointMethod.Bilinear }).Numbers(variable);
        Same(Oracle(file, variable, "bilinear", latitude, longitude), values, 2e-7);
    }

    [Theory]
    [InlineData(Era5, "psl", -60, 0, 30, 80)]
    [InlineData(Era5, "psl", 150, -60, -120, 60)]
    [InlineData(Packed, "chl", -8, 43, -2, 48)]
    [InlineData(Ostia, "surface_temperature", 160, -3, -150, 3)]
    public void The_mean_over_an_area_is_that_of_xarray_with_the_cosine_of_the_latitude(string file, string variable, double west, double south, double east, double north)
    {
        var table = Series(file, Area(new GeoBox(west, south, east, north), variable));
        var oracle = Oracle(file, variable, "area", west, south, east, north);
        double[] values = [.. Enumerable.Range(0, table.RowCount).SelectMany(row => new[] { "", "_sd", "_min", "_max", "_n" }.Select(ending => table.Numbers(variable + ending)[row]))];
        
        // xarray unpacks into 32 bits.
        Same(oracle, values, 5e-6);
        Assert.All(table.Numbers(variable + "_valid_share"), share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void The_time_of_a_monthly_mean_is_its_middle_with_start_and_end_beside_it()
    {
        var table = Series(Era5, Point(48.36, -4.55, 5000, "psl"));
        Assert.Equal(996, table.RowCount);
        Assert.Equal(("1940-01-16T12:00:00Z", "1940-01-01T00:00:00Z", "1940-02-01T00:00:00Z"), Times(table, 0));
        Assert.Equal(("1940-02-15T12:00:00Z", "1940-02-01T00:00:00Z", "1940-03-01T00:00:00Z"), Times(table, 1));
        Assert.False(table.Has("model_date"));
        Assert.Equal("simulated", table.Texts("psl_origin")[0]);
        Assert.Equal("Pa", table["psl"].Metadata.Unit);
    }

    [Fact]
    public void A_model_without_leap_days_keeps_its_dates()
    {
        var table = Series(Noleap, Area(new GeoBox(-20, -20, 20, 20), "tos"));
        Assert.Equal("2000-01-16T12:00:00", table.Texts("model_date")[0]);
        Assert.Equal("2000-01-16T12:00:00Z", Timestamp.Format(table.Times("time")[0]));
    }

    [Fact]
    public void Dates_of_a_Julian_model_are_not_shifted_by_the_days_between_the_calendars()
    {
        // As an instant of the real world 16 January 1930 of the Julian calendar is 29 January.
        var table = Series(Julian, Point(1.5, -79.5, 500, "tos"));
        Assert.Equal(60, table.RowCount);
        Assert.Equal("1930-01-16T12:00:00", table.Texts("model_date")[0]);
        Assert.Equal(("1930-01-16T12:00:00Z", "1930-01-01T00:00:00Z", "1930-02-01T00:00:00Z"), Times(table, 0));
        Assert.Equal("1934-12-16T12:00:00", table.Texts("model_date")[^1]);
    }

    [Fact]
    public void A_month_of_a_360_day_year_has_its_middle_on_the_16th()
    {
        var table = Series(Days360, Area(new GeoBox(-30, 30, -10, 50), "tos"));
        Assert.Equal("2015-01-16", table.Texts("model_date")[0]);
        Assert.Equal("2015-01-16T00:00:00Z", Timestamp.Format(table.Times("time")[0]));
    }

    [Theory]
    [InlineData("same", 358, "2001-02-28T12:00:00Z", "2001-03-01T12:00:00Z")]
    [InlineData("clamp", 360, "2001-02-28T12:00:00Z", "2001-02-28T12:00:00Z")]
    [InlineData("stretch", 360, "2001-02-28T07:10:00Z", "2001-03-01T07:30:00Z")]
    public void Days_of_a_360_day_year_that_the_real_one_lacks_follow_the_rule_and_are_counted(string rule, int rows, string first, string second)
    {
        var path = Daily("360_day", 360);
        using var field = FieldFile.Open(path);
        var builder = new SeriesBuilder(Point(0.5, 0.5, null, "t") with { Dates = Enum.Parse<ModelDateRule>(rule, ignoreCase: true) });
        builder.Add(field);
        var result = builder.Finish();
        Assert.Equal(rows, result.Table.RowCount);
        Assert.Equal(360, result.RowsRead);
        Assert.Equal(360 - rows, result.Rejected.GetValueOrDefault("date_not_in_calendar"));
        var dates = result.Table.Texts("model_date").Select((date, i) => (Date: date!, Time: Timestamp.Format(result.Table.Times("time")[i]))).ToList();
        Assert.Equal(first, dates.First(day => day.Date.StartsWith("2001-02-28", StringComparison.Ordinal)).Time);
        Assert.Equal(second, dates.First(day => day.Date.StartsWith(rule == "same" ? "2001-03-01" : "2001-02-29", StringComparison.Ordinal)).Time);
        Assert.Equal("2001-12-30T12:00:00", dates[^1].Date);
    }

    [Theory]
    [InlineData("noleap", 365)]
    [InlineData("all_leap", 366)]
    [InlineData("360_day", 360)]
    [InlineData("julian", 365)]
    public void The_same_date_is_what_xarray_makes_of_a_calendar(string calendar, int days)
    {
        var table = Series(Daily(calendar, days), Point(0.5, 0.5, null, "t"), isShared: false);
        var said = Python(
            "-c",
            """
            import sys, numpy, xarray
            data = xarray.open_dataset(sys.argv[1], use_cftime=True)
            days = data.convert_calendar("standard", align_on="date", use_cftime=False).time.values
            print(" ".join(str(numpy.datetime64(day, "D")) for day in days))
            """,
            Path.Combine(folder.FullName, calendar + ".nc")).Trim().Split(' ');
        Assert.Equal(said, table.Times("time").Select(time => Timestamp.Format(time)[..10]));
    }

    [Fact]
    public void Variables_in_files_of_their_own_become_columns_of_one_row_and_repeated_steps_are_counted()
    {
        var (a, b) = (Daily("noleap", 10, "t"), Daily("noleap", 10, "s"));
        var builder = new SeriesBuilder(Point(0.5, 0.5, null, "t", "s"));
        foreach (var path in (string[])[a, b, a])
        {
            using var field = FieldFile.Open(path);
            Assert.True(builder.Add(field));
        }

        var result = builder.Finish();
        Assert.Equal(10, result.Table.RowCount);
        Assert.Equal(30, result.RowsRead);
        Assert.Equal(10, result.Rejected["joined_with_other_variables"]);
        Assert.Equal(10, result.Rejected["duplicate_time"]);
        Assert.Equal(result.Table.Numbers("t"), result.Table.Numbers("s"));
    }

    [Fact]
    public void Values_in_Kelvin_and_in_degrees_come_out_in_one_unit()
    {
        var vocabulary = OceanML.Formats.Vocabularies.VocabularyFile.Load();
        var kelvin = Series(Ostia, Area(new GeoBox(-30, -3, 0, 3), "surface_temperature"));
        var celsius = Series(Ostia, Area(new GeoBox(-30, -3, 0, 3), "surface_temperature") with { Vocabulary = vocabulary });
        var name = celsius.Names.First(column => celsius[column].Metadata.Unit == "degC" || celsius[column].Metadata.Unit == "degree_Celsius");
        Same([.. kelvin.Numbers("surface_temperature").Select(value => value - 273.15)], celsius.Numbers(name), 1e-9);
        Same(kelvin.Numbers("surface_temperature_sd"), celsius.Numbers(name + "_sd"), 1e-6);
        Same([.. kelvin.Numbers("surface_temperature_min").Select(value => value - 273.15)], celsius.Numbers(name + "_min"), 1e-9);
    }

    [Fact]
    public void Several_levels_must_be_chosen_from()
    {
        var field = new MemoryField("deep", new FieldGeometry.Grid([0, 1], [0, 1]), new TimeInterval(0, 0)).With("t", [], (_, band, _, _) => band);
        var axis = new VerticalAxis("depth", "m", "depth", [0.5, 100, 1000]);
        var deep = new LevelField(field, axis);
        var options = Point(0, 0, null, "t");
        Assert.Contains("0.5 to 1000 m", Assert.Throws<OceanException>(() => new SeriesBuilder(options).Add(deep)).Message, StringComparison.Ordinal);
        var one = Built(deep, options with { Level = 120 });
        Assert.Equal((1.0, 100.0), (one.Numbers("t")[0], one.Numbers("depth")[0]));
        Assert.Equal([0, 1, 2], Built(deep, options with { AllLevels = true }).Numbers("t"));
    }

    [Fact]
    public void The_last_column_of_a_coarse_grid_with_a_narrow_seam_does_not_repeat_the_first()
    {
        // Every hundredth column of ERA5: -180 to 170 by 25 degrees, 10 degrees short of a turn.
        var table = Series(Era5, Point(-40, 170, 10, "psl"));
        Assert.Equal((170, 0), (table.Numbers("cell_longitude")[0], table.Numbers("cell_distance")[0]));
        Same(Oracle(Era5, "psl", "nearest", -40, 170), table.Numbers("psl"), 1e-7);
    }

    [Fact]
    public void On_a_globe_bilinear_goes_across_the_seam()
    {
        var longitudes = Enumerable.Range(0, 36).Select(i => 10.0 * i).ToArray();
        var field = new MemoryField("globe", new FieldGeometry.Grid([-10, 0, 10], longitudes), new TimeInterval(0, 0)).With("t", [], (_, _, row, column) => row + (column == 35 ? -1 : column));
        Assert.Equal(1 - 0.3, Built(field, Point(0, -3, null, "t") with { Method = PointMethod.Bilinear }).Numbers("t")[0], 1e-12);
        Assert.Equal(1.5 - 0.3, Built(field, Point(5, 357, null, "t") with { Method = PointMethod.Bilinear }).Numbers("t")[0], 1e-12);
    }

    [Fact]
    public void One_pixel_of_a_file_that_is_not_chunked_is_read_and_not_the_tiles_round_it()
    {
        var path = Path.Combine(folder.FullName, "plain.nc");
        using (var writer = NetCdfWriter.Create(path, NetCdfFormat.Classic))
        {
            writer.Root.Dimension("time", 50).Dimension("lon", 20).Dimension("lat", 10);
            var time = writer.Root.Variable("time", NetCdfType.Float64, "time").Attribute("units", "hours since 2000-01-01");
            var lon = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
            var lat = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");

            // Longitude before latitude.
            var t = writer.Root.Variable("t", NetCdfType.Int16, "time", "lon", "lat").Attribute("scale_factor", NetCdfType.Float64, 0.5);
            time.Write([.. Enumerable.Range(0, 50).Select(i => 6.0 * i)]);
            lon.Write([.. Enumerable.Range(0, 20).Select(i => (double)i)]);
            lat.Write([.. Enumerable.Range(0, 10).Select(i => (double)-i)]);
            t.Write([.. Enumerable.Range(0, 10_000).Select(i => 0.5 * i)]);
            writer.Close();
        }

        var table = Series(path, Point(-3, 7, null, "t"), isShared: false);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 0.5 * ((i * 200) + (7 * 10) + 3)), table.Numbers("t"));
        var area = Series(path, Area(new GeoBox(6.5, -4.5, 8.5, -2.5), "t"), isShared: false);
        Assert.Equal(4, area.Numbers("t_n")[0]);
        Assert.Equal(0.5 * ((7 * 10) + 3), area.Numbers("t_min")[0]);
    }

    private static (string Time, string Start, string End) Times(Table table, int row) =>
        (Timestamp.Format(table.Times("time")[row]), Timestamp.Format(table.Times("time_start")[row]), Timestamp.Format(table.Times("time_end")[row]));

    private static SeriesOptions Point(double latitude, double longitude, double? radius, params string[] variables) =>
        new() { Points = [new SeriesPoint("p", latitude, longitude)], RadiusKm = radius, Choose = Named(variables) };

    private static SeriesOptions Area(GeoBox box, string variable) => new() { Box = box, Choose = Named(variable) };

    private static Func<IField, IReadOnlyList<FieldVariable>> Named(params string[] names) => field => [.. field.Variables.Where(variable => names.Contains(variable.Name))];

    private static Table Series(string file, SeriesOptions options, bool isShared = true)
    {
        using var field = FieldFile.Open(isShared ? SharedData.Path(file) : file);
        return Built(field, options);
    }

    private static Table Built(IField field, SeriesOptions options)
    {
        var builder = new SeriesBuilder(options);
        Assert.True(builder.Add(field));
        var result = builder.Finish();
        Assert.Equal(result.RowsRead, result.Table.RowCount + result.Rejected.Values.Sum());
        return result.Table;
    }

    private string Daily(string calendar, int days, string variable = "t")
    {
        var path = Path.Combine(folder.FullName, variable == "t" ? calendar + ".nc" : $"{calendar}_{variable}.nc");
        using var writer = NetCdfWriter.Create(path);
        writer.Root.Dimension("time", days).Dimension("lat", 2).Dimension("lon", 2);
        var time = writer.Root.Variable("time", NetCdfType.Float64, "time").Attribute("units", "days since 2001-01-01").Attribute("calendar", calendar);
        var lat = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var lon = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var t = writer.Root.Variable(variable, NetCdfType.Float32, "time", "lat", "lon").Attribute("cell_methods", "time: mean");
        time.Write([.. Enumerable.Range(0, days).Select(day => day + 0.5)]);
        lat.Write([0.5, 1.5]);
        lon.Write([0.5, 1.5]);
        t.Write([.. Enumerable.Range(0, days * 4).Select(i => (double)i)]);
        writer.Close();
        return path;
    }

    private static void Same(double[] wanted, double[] values, double relative)
    {
        Assert.Equal(wanted.Length, values.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (double.IsNaN(wanted[i]) && double.IsNaN(values[i])) continue;
            Assert.True(Math.Abs(wanted[i] - values[i]) <= Math.Max(1e-9, relative * Math.Abs(wanted[i])), $"{i}: {wanted[i]} by the oracle, {values[i]} here");
        }
    }

    private static double[] Oracle(string file, string variable, string kind, params double[] numbers) =>
        [.. Python([Path.Combine(SharedData.Repository, "src/tests/OceanML.Colocation.Tests/oracle/series.py"), SharedData.Path(file), variable, kind, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text.Trim().Replace("nan", "NaN", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

    private static string Python(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (!File.Exists(start.FileName)) Assert.Skip("no /usr/bin/python3");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (error.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip("python3-xarray is not installed");
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private sealed class LevelField(MemoryField inner, VerticalAxis axis) : IField
    {
        public string Source => inner.Source;

        public string Product => inner.Product;

        public FieldGeometry Geometry => inner.Geometry;

        public IReadOnlyList<TimeInterval> Times => inner.Times;

        public IReadOnlyList<FieldVariable> Variables => [.. inner.Variables.Select(variable => variable with { Vertical = axis, Bands = axis.Values.Count })];

        public IReadOnlyList<FlagVariable> Flags => [];

        public void Read(string variable, FieldWindow window, Span<double> values) => inner.Read(variable, window, values);

        public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => inner.ReadFlags(flags, window, values);

        public void Dispose()
        {
        }
    }
}
