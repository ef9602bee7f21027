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
    private readonly SortedDictionary<string, int[,]> byVariable = new(StringComparer.Ordinal);
    private readonly List<FlagDifference> centreAlone = [];
    private readonly List<FlagDifference> oursAlone = [];

    /// <summary>Per test and variable: values that the centre flagged too, values that only we flag.</summary>
    public IReadOnlyDictionary<(string Test, string Variable), (int Both, int Ours)> ByTest => byTest;

    /// <summary>Per variable the number of values by flag of the centre (0 neither 3 nor 4, 1 for 3, 2 for 4) and by ours.</summary>
    public IReadOnlyDictionary<string, int[,]> ByVariable => byVariable;

    /// <summary>Values that the centre alone flagged.</summary>
    public IReadOnlyList<FlagDifference> CentreAlone => centreAlone;

    /// <summary>Values that we alone flag, once for each test that fired.</summary>
    public IReadOnlyList<FlagDifference> OursAlone => oursAlone;

    /// <summary>Values compared.</summary>
    public int Values => Sum((_, _) => true);

    /// <summary>Values that both call usable or both do not.</summary>
    public int Agreed => Sum((centre, ours) => centre > 0 == ours > 0);

    /// <summary>Compares every profile file under a folder, the core and the biogeochemical file of a profile together.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="greyList">The grey list.</param>
    /// <param name="selection">The tests; <c>deep-float</c> among them runs for deep floats alone.</param>
    public static DataCentreFlags Of(string folder, string greyList, IReadOnlyCollection<string> selection)
    {
        var flags = new DataCentreFlags();
        var resources = new TestResources { Vocabulary = VocabularyFile.Load(), GreyList = GreyListFile.Read(greyList), Until = Timestamp.Parse("2026-01-01") };
        var all = QualityPlan.Select(PlanFile.BuiltIn(), selection, resources).Tests;
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

    private static int Place(string? flag) => flag switch { "3" => 1, "4" => 2, _ => 0 };

    private int Sum(Func<int, int, bool> counts)
    {
        var sum = 0;
        foreach (var table in byVariable.Values)
        {
            for (var i = 0; i < 9; i++) sum += counts(i / 3, i % 3) ? table[i / 3, i % 3] : 0;
        }

        return sum;
    }

    private void Compare(string file, Table before, Table after, IReadOnlyList<QualityTest> tests)
    {
        var (pressures, cycles) = (before.Numbers("pressure"), before.Numbers("cycle"));
        foreach (var column in before.Columns.OfType<NumberColumn>())
        {
            if (!after.Has(column.Name + "_qc_tests") || before.Find(column.Name + "_qc") is not TextColumn centre) continue;
            var (ours, bits) = (after.Texts(column.Name + "_qc"), after.Numbers(column.Name + "_qc_tests"));
            var modes = (before.Find(column.Name + "_mode") as TextColumn)?.Values;
            if (!byVariable.TryGetValue(column.Name, out var counts)) byVariable[column.Name] = counts = new int[3, 3];
            for (var row = 0; row < column.Length; row++)
            {
                if (double.IsNaN(column.Values[row]) || centre.Values[row] is null or "8" or "9") continue;
                var (byCentre, byUs) = (Place(centre.Values[row]), Place(ours[row]));
                counts[byCentre, byUs]++;
                FlagDifference Difference(string test) =>
                    new(file, column.Name, test, pressures[row], (int)cycles[row], centre.Values[row]![0], ours[row]![0], modes?[row]);
                if (byCentre > 0 && byUs == 0) centreAlone.Add(Difference(""));
                if (byUs == 0) continue;
                foreach (var test in tests.Where(test => ((long)bits[row] & test.Bit) != 0))
                {
                    var (both, alone) = byTest.GetValueOrDefault((test.Name, column.Name));
                    byTest[(test.Name, column.Name)] = byCentre > 0 ? (both + 1, alone) : (both, alone + 1);
                    if (byCentre == 0) oursAlone.Add(Difference(test.Name));
                }
            }
        }
    }
}
