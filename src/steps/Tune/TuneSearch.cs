using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Learning;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>What the options of the search mean: the space, its configurations, and how they are tried.</summary>
/// <param name="Space">The space.</param>
/// <param name="Configurations">The configurations.</param>
/// <param name="Brackets">How they are tried.</param>
/// <param name="Budget">What a share of the budget means.</param>
/// <param name="Cheaper">Settings that hold while searching only.</param>
internal sealed record TuneSearch(SearchSpace Space, IReadOnlyList<LearnerSettings> Configurations, IReadOnlyList<SearchBracket> Brackets, TrialBudget Budget, IReadOnlyList<KeyValuePair<string, string>> Cheaper)
{
    /// <summary>Reads the options and checks every configuration before any is trained.</summary>
    public static TuneSearch Of(StepRun run, TuneOptions options)
    {
        if (run.IsGiven(options.Model) && run.Value(options.Space) is not null) throw OceanException.Usage("--model names a built-in space and --space a file; give one, and the model as a line of the file");
        var space = SearchSpace.Of(run.Value(options.Space) is { } file ? SearchSpaceFile.Read(run.Input(file)) : SearchSpaceFile.BuiltIn(run.Value(options.Model)!));
        if (!space.Varies) throw OceanException.Usage("the search space holds one configuration only: give a choice such as 'batch: [32, 64]' or a range");
        var method = Enum.Parse<SearchMethod>(run.Value(options.Method)!, ignoreCase: true);
        var (eta, smallest, points) = (run.Value(options.Eta), run.Value(options.Smallest), run.Value(options.Points));
        if (eta is < 2 or > 100) throw OceanException.Usage($"--eta is {eta}; it must be from 2 to 100");
        if (smallest is not (> 0 and <= 1)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"--smallest is {smallest}; it must be above 0 and at most 1"));
        if (points is < 1 or > 1000) throw OceanException.Usage($"--points is {points}; it must be from 1 to 1000");
        if (run.Value(options.Trials) is { } asked and not (>= 2 and <= 100_000)) throw OceanException.Usage($"--trials is {asked}; it must be from 2 to 100000");
        if (run.Value(options.Trials) is not null && method == SearchMethod.Grid) throw OceanException.Usage("--trials is for configurations drawn at random; a grid has all (--points says how fine)");
        if (!run.IsGiven(options.Smallest)) smallest = 1.0 / (eta * eta);
        var wanted = run.Value(options.Trials) ?? method switch { SearchMethod.Halving => 27, SearchMethod.Random => 20, _ => (int?)null };
        var brackets = method == SearchMethod.Grid ? [] : SearchBracket.Of(method, wanted, eta, smallest);
        var configurations = method == SearchMethod.Grid ? space.Grid(points) : space.Draws(wanted ?? brackets.Sum(bracket => bracket.Rungs[0].Count), run.Seed);

        // Nobody should end below what the model does by itself for having searched.
        if (run.Value(options.Space) is null) configurations = [new LearnerSettings(run.Value(options.Model)!, new SortedDictionary<string, string>(StringComparer.Ordinal)), .. configurations.Take(method == SearchMethod.Grid ? configurations.Count : configurations.Count - 1)];
        if (method == SearchMethod.Grid) brackets = SearchBracket.Of(method, configurations.Count, eta, smallest);
        else if (configurations.Count < brackets.Sum(bracket => bracket.Rungs[0].Count)) run.Warn($"the space holds {configurations.Count} different configurations only; all are tried, and --method grid would say so");
        Check(configurations, space);
        var budget = run.Value(options.Budget) is { } name ? new TrialBudget(name == TrialBudget.Groups ? null : name.Replace('-', '_')) : TrialBudget.For(configurations);
        foreach (var settings in configurations) budget.Of(settings, smallest);
        return new TuneSearch(space, configurations, brackets, budget, Cheap(run, options));
    }

    private static void Check(IReadOnlyList<LearnerSettings> configurations, SearchSpace space)
    {
        foreach (var settings in configurations)
        {
            try
            {
                LearnerCatalogue.Make(settings);
            }
            catch (OceanException exception)
            {
                var several = space.Parameters[0].Choices.Count > 1 ? "; a setting of some models only needs a condition, e.g. when: {model: mlp}" : "";
                throw new OceanException(exception.Code, $"search space: {exception.Message}{several}", exception);
            }
        }
    }

    private static List<KeyValuePair<string, string>> Cheap(StepRun run, TuneOptions options)
    {
        var words = (run.Value(options.Searching) ?? []).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return words is ["none"] ? [] : [.. words.Select(text =>
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            return equals > 0 ? KeyValuePair.Create(text[..equals].Replace('-', '_'), text[(equals + 1)..]) : throw OceanException.Usage($"--searching '{text}': write NAME=VALUE, e.g. members=2, or none");
        })];
    }
}
