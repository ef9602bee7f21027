using System.Numerics;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The tests of a run, made from one or more plans.</summary>
/// <param name="Tests">The tests in running order, each with its bit.</param>
/// <param name="Axis">Along what neighbours lie for tests that can run along either; null to see it from the table.</param>
/// <param name="Scheme">The flag scheme that the plan asks for, or null.</param>
public sealed record QualityPlan(IReadOnlyList<QualityTest> Tests, SequenceAxis? Axis, FlagScheme? Scheme)
{
    private const string Without = "no-";

    private IReadOnlyList<(TestSettings Settings, QualityTest Test)> Made { get; init; } = [];

    /// <summary>The highest bit that a table keeps exactly, where numbers are double.</summary>
    private const int HighestBit = 52;

    /// <summary>Bits from here on are ours; below are the numbers of Argo's tests.</summary>
    private const int FirstOwnBit = 31;

    /// <summary>
    /// Makes the tests of a selection: names of plans, names of tests, and <c>no-name</c> to leave one out; <c>default</c> is the first plan, <c>all</c>
    /// the first plan with its optional tests. Where only tests are left out, they are left out of the first plan.
    /// </summary>
    /// <param name="plans">The plans that can be named; the first one is the default.</param>
    /// <param name="selection">What is wanted.</param>
    /// <param name="resources">Things of the run.</param>
    /// <exception cref="OceanException">A name that nothing has; a plan that cannot be.</exception>
    public static QualityPlan Select(IReadOnlyList<PlanSettings> plans, IReadOnlyCollection<string> selection, TestResources resources)
    {
        var wanted = new List<(PlanSettings Plan, TestSettings Test)>();
        var left = selection.Where(name => name.StartsWith(Without, StringComparison.OrdinalIgnoreCase)).Select(name => name[Without.Length..]).ToList();
        var named = selection.Where(name => !name.StartsWith(Without, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0) named.Add("default");
        foreach (var name in named) wanted.AddRange(Named(plans, name));
        foreach (var name in left)
        {
            if (!plans.Any(plan => plan.Tests.Any(test => Is(test, name)))) throw Unknown(plans, Without + name);
            wanted.RemoveAll(entry => Is(entry.Test, name));
        }

        // The order of the plans, whatever the order of the names.
        var ordered = plans.SelectMany(plan => plan.Tests.Where(test => wanted.Contains((plan, test)))).ToList();
        if (ordered.Count == 0) throw OceanException.Usage("--tests: no test is left to run");
        var used = plans.Where(plan => wanted.Exists(entry => entry.Plan == plan)).ToList();
        IReadOnlyList<(TestSettings Settings, QualityTest Test)> made = [.. ordered.Select(test => (test, TestCatalogue.Make(test, resources)))];
        IReadOnlyList<QualityTest> tests = [.. made.Select(pair => pair.Test)];
        Number(tests);
        return new QualityPlan(tests, AxisOf(used[0]), used[0].Scheme is { Length: > 0 } scheme ? FlagScheme.Find(scheme) : null) { Made = made };
    }

    /// <summary>
    /// Variables that the plan sets limits for and that nobody knows: neither a name of the vocabulary, nor a column of the table or a pattern that one matches.
    /// A sentence each, with the names that come near.
    /// </summary>
    /// <param name="table">The table to be tested.</param>
    /// <param name="vocabulary">The variables known.</param>
    public IReadOnlyList<string> UnknownVariables(Table table, Vocabulary vocabulary)
    {
        var sentences = new List<string>();
        foreach (var (settings, test) in Made)
        {
            var written = new HashSet<string>(StringComparer.Ordinal);
            Gather(settings.Settings, written);
            foreach (var name in test.Variables.Where(written.Contains))
            {
                if (vocabulary.Entries.Count == 0 || vocabulary.Find(name) is not null || table.Names.Any(column => NamePattern.Matches(name, column))) continue;
                var sentence = OceanException.MissingText(test.Name, "variable", name, table.Names.Concat(vocabulary.Entries.Select(entry => entry.Name)).Distinct());
                sentences.Add($"{sentence}; its limits are used for nothing");
            }
        }

        return sentences;
    }

    private static void Gather(Settings settings, HashSet<string> written)
    {
        if (settings.Value is { } value) written.Add(value);
        else foreach (var item in settings.Items) Gather(item, written);
        foreach (var (key, member) in settings.Members)
        {
            written.Add(key);
            Gather(member, written);
        }
    }

    private static IEnumerable<(PlanSettings Plan, TestSettings Test)> Named(IReadOnlyList<PlanSettings> plans, string name)
    {
        if (name is "default" or "all") return plans[0].Tests.Where(test => name == "all" || !test.IsOptional).Select(test => (plans[0], test));
        if (plans.FirstOrDefault(plan => plan.Id.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } named)
            return named.Tests.Where(test => !test.IsOptional).Select(test => (named, test));
        foreach (var plan in plans)
        {
            var tests = plan.Tests.Where(test => Is(test, name)).ToList();
            if (tests.Count > 0) return tests.Select(test => (plan, test));
        }

        throw Unknown(plans, name);
    }

    private static bool Is(TestSettings test, string name) => test.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static OceanException Unknown(IReadOnlyList<PlanSettings> plans, string name) => OceanException.Usage(
        OceanException.Missing("--tests", "test or plan", name, plans.Select(plan => plan.Id).Concat(plans.SelectMany(plan => plan.Tests).Select(test => test.Name)).Distinct()).Message);

    private static SequenceAxis? AxisOf(PlanSettings plan) => plan.Axis switch
    {
        "auto" => null,
        "profile" => SequenceAxis.Profile,
        "series" => SequenceAxis.Series,
        var other => throw OceanException.BadInput($"{plan.Id}: axis is '{other}'; write profile, series or auto"),
    };

    /// <summary>Gives every name a bit: Argo's number where it has one, else the next free one.</summary>
    private static void Number(IReadOnlyList<QualityTest> tests)
    {
        ulong taken = 0;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in tests.Where(test => test.Number > 0))
        {
            if (numbers.ContainsKey(test.Name) || (taken & (1UL << test.Number)) != 0) continue;
            numbers.Add(test.Name, test.Number);
            taken |= 1UL << test.Number;
        }

        foreach (var test in tests)
        {
            if (!numbers.TryGetValue(test.Name, out var number))
            {
                number = BitOperations.TrailingZeroCount(~taken & ~((1UL << FirstOwnBit) - 1));
                if (number > HighestBit) number = BitOperations.TrailingZeroCount(~taken);
                if (number > HighestBit) throw OceanException.Usage($"--tests: {numbers.Count} tests are too many for one run; {HighestBit + 1} have a bit");
                numbers.Add(test.Name, number);
                taken |= 1UL << number;
            }

            test.Number = number;
        }
    }
}
