using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;
using OceanML.Formats.Quality;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>
/// Flags of our tests beside those that the data centres wrote, over the raw values of Argo files. A value counts as flagged with 3 or 4. Values that the
/// centre interpolated (8) or gave no flag are left out.
/// </summary>
internal sealed class DataCentreFlags
{
    private static readonly string[] DeepFloats = ["6901758", "3902131"];

    private readonly SortedDictionary<(string Test, string Variable), (int Both, int Ours)> byTest = [];
    private readonly SortedDictionary<(string File, string Variable), int> centreAlone = [];
    private readonly SortedDictionary<(string File, string Variable, string Test), int> oursAlone = [];

    /// <summary>Per test and variable: values that the centre flagged too, values that only we flag.</summary>
    public IReadOnlyDictionary<(string Test, string Variable), (int Both, int Ours)> ByTest => byTest;

    /// <summary>Values that the centre alone flagged, per file and variable.</summary>
    public IReadOnlyDictionary<(string File, string Variable), int> CentreAlone => centreAlone;

    /// <summary>Values that we alone flag, per file, variable and test.</summary>
    public IReadOnlyDictionary<(string File, string Variable, string Test), int> OursAlone => oursAlone;

    /// <summary>Values compared.</summary>
    public int Values { get; private set; }

    /// <summary>Values that both call usable or both do not.</summary>
    public int Agreed { get; private set; }

    /// <summary>Compares every profile file under a folder, the core and the biogeochemical file of a profile together.</summary>
    public static DataCentreFlags Of(string folder, string greyList)
    {
        var flags = new DataCentreFlags();
        var resources = new TestResources { Vocabulary = VocabularyFile.Load(), GreyList = GreyListFile.Read(greyList), Until = Timestamp.Parse("2026-01-01") };
        var all = QualityPlan.Select(PlanFile.BuiltIn(), ["all", "bbp", "no-pressure-increasing", "no-temperature-gradient", "no-frozen-profile", "no-sensor-drift"], resources).Tests;
        IReadOnlyList<QualityTest> shallow = [.. all.Where(test => test.Name != "deep-float")];
        foreach (var group in Directory.GetFiles(folder, "*.nc", SearchOption.AllDirectories).GroupBy(Profile).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var tables = group.Order(StringComparer.Ordinal).Select(Read).OfType<Table>().ToList();
            if (tables.Count == 0) continue;
            var table = ArgoUnion.Of(tables).Table;
            var tests = DeepFloats.Any(platform => group.Key.Contains(platform, StringComparison.Ordinal)) ? all : shallow;
            flags.Compare(group.Key, table, QualityControl.Run(table, new QualityOptions(tests, resources.Vocabulary, Reset: true)).Table, tests);
        }

        return flags;
    }

    // R6903247_010.nc and BR6903247_010.nc are one profile; SR6903247_010.nc is a product of both.
    private static string Profile(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.StartsWith("BR", StringComparison.Ordinal) || name.StartsWith("BD", StringComparison.Ordinal) ? name[1..] : name;
    }

    private static Table? Read(string path)
    {
        try
        {
            return ArgoFile.Read(path, new ArgoOptions(ArgoValues.Raw))?.Table is { RowCount: > 0 } table && table.Has("data_mode") ? table : null;
        }
        catch (OceanException exception) when (exception.Code == ExitCode.BadInput)
        {
            return null; // a trajectory or metadata
        }
    }

    private void Compare(string file, Table before, Table after, IReadOnlyList<QualityTest> tests)
    {
        foreach (var column in before.Columns.OfType<NumberColumn>())
        {
            if (!after.Has(column.Name + "_qc_tests") || before.Find(column.Name + "_qc") is not TextColumn centre) continue;
            var (ours, bits) = (after.Texts(column.Name + "_qc"), after.Numbers(column.Name + "_qc_tests"));
            for (var row = 0; row < column.Length; row++)
            {
                if (double.IsNaN(column.Values[row]) || centre.Values[row] is null or "8" or "9") continue;
                var (byCentre, byUs) = (centre.Values[row] is "3" or "4", ours[row] is "3" or "4");
                Values++;
                if (byCentre == byUs) Agreed++;
                if (byCentre && !byUs) centreAlone[(file, column.Name)] = centreAlone.GetValueOrDefault((file, column.Name)) + 1;
                if (!byUs) continue;
                foreach (var test in tests.Where(test => ((long)bits[row] & test.Bit) != 0))
                {
                    var (both, alone) = byTest.GetValueOrDefault((test.Name, column.Name));
                    byTest[(test.Name, column.Name)] = byCentre ? (both + 1, alone) : (both, alone + 1);
                    if (!byCentre) oursAlone[(file, column.Name, test.Name)] = oursAlone.GetValueOrDefault((file, column.Name, test.Name)) + 1;
                }
            }
        }
    }
}
