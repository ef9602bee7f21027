using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The settings that a search tries: choices, ranges, fixed values, some only for one kind of model.</summary>
/// <param name="Parameters">The settings, in the order in which they are chosen; the first is <c>model</c>.</param>
public sealed record SearchSpace(IReadOnlyList<SearchParameter> Parameters)
{
    /// <summary>Most configurations of a grid.</summary>
    public const int MostOfGrid = 10_000;

    private const string ModelKey = "model";
    private static readonly string[] Keys = ["choice", "int", "float", "log", "when"];

    /// <summary>The space in one text, the same for equal spaces.</summary>
    public string Key => string.Join('\n', Parameters.Select(parameter => parameter.Sentence));

    /// <summary>Whether anything varies.</summary>
    public bool Varies => Parameters.Any(parameter => parameter.Varies);

    /// <summary>
    /// Reads a space: <c>name: value</c> is fixed, <c>name: [a, b]</c> a choice, <c>name: {float: [low, high], log: true}</c> or <c>int</c> a range,
    /// <c>when: {model: mlp}</c> a condition on a setting above it.
    /// </summary>
    /// <exception cref="OceanException">A key does not exist, a range is empty, or a condition names a setting that does not stand above.</exception>
    public static SearchSpace Of(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Members.Count == 0) throw OceanException.BadInput($"{settings.Where}: a search space is lines such as 'learning_rate: {{float: [0.0001, 0.01], log: true}}'");
        var parameters = new List<SearchParameter>();
        foreach (var (name, value) in settings.Members.OrderBy(member => member.Key != ModelKey))
        {
            var key = name.Replace('-', '_');
            if (parameters.Exists(other => other.Name == key)) throw OceanException.BadInput($"{value.Where}: '{key}' stands here twice");
            parameters.Add(Parameter(key, value, parameters));
        }

        if (parameters[0].Name != ModelKey) parameters.Insert(0, new SearchParameter(ModelKey, [LearnerCatalogue.Default]));
        return new SearchSpace(parameters);
    }

    /// <summary>One configuration at random.</summary>
    public LearnerSettings Draw(RandomStream random) => Chosen(parameter => parameter.Draw(random));

    /// <summary>Different configurations at random; fewer than asked where the space has no more.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed of the draws.</param>
    public IReadOnlyList<LearnerSettings> Draws(int count, int seed)
    {
        var (random, drawn, seen) = (new RandomStream(seed, 0x5EA), new List<LearnerSettings>(), new HashSet<string>(StringComparer.Ordinal));
        for (var attempt = 0; drawn.Count < count && attempt < 100 * count; attempt++)
        {
            var settings = Draw(random);
            if (seen.Add(Text(settings))) drawn.Add(settings);
        }

        return drawn;
    }

    /// <summary>Every combination of choices and of points spread over ranges.</summary>
    /// <exception cref="OceanException">There are more than <see cref="MostOfGrid"/>.</exception>
    public IReadOnlyList<LearnerSettings> Grid(int points)
    {
        List<SortedDictionary<string, string>> all = [new(StringComparer.Ordinal)];
        foreach (var parameter in Parameters)
        {
            all = [.. all.SelectMany(chosen => parameter.Applies(chosen)
                ? parameter.Grid(points).Select(value => new SortedDictionary<string, string>(chosen, StringComparer.Ordinal) { [parameter.Name] = value })
                : [chosen])];
            if (all.Count > MostOfGrid) throw OceanException.Usage($"the grid has more than {MostOfGrid} configurations; take fewer points or choices, or search at random");
        }

        return [.. all.Select(Made)];
    }

    /// <summary>A configuration in one line: its model and the settings that the space varies.</summary>
    public string Label(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var varied = Parameters.Where(parameter => parameter.Name != ModelKey && parameter.Varies && settings.Has(parameter.Name)).Select(parameter => $"{parameter.Name}={settings.Values[parameter.Name]}");
        return settings.Values.Count == 0 ? $"{settings.Model} (defaults)" : string.Join(' ', varied.Prepend(settings.Model));
    }

    /// <summary>A configuration as text, the same for equal configurations.</summary>
    public static string Text(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return string.Join(' ', settings.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").Prepend(settings.Model));
    }

    private LearnerSettings Chosen(Func<SearchParameter, string> choose)
    {
        var chosen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in Parameters)
        {
            if (parameter.Applies(chosen)) chosen[parameter.Name] = choose(parameter);
        }

        return Made(chosen);
    }

    private static LearnerSettings Made(SortedDictionary<string, string> chosen)
    {
        var values = new SortedDictionary<string, string>(chosen, StringComparer.Ordinal);
        values.Remove(ModelKey);
        return new LearnerSettings(chosen[ModelKey], values);
    }

    private static SearchParameter Parameter(string name, Settings value, List<SearchParameter> earlier)
    {
        if (value.Members.Count == 0)
        {
            string[] listed = [.. value.Items.Select(Value)];
            return listed.Length > 0 ? new SearchParameter(name, listed) : throw OceanException.BadInput($"{value.Where}: the list of choices is empty");
        }

        foreach (var key in value.Members.Keys)
        {
            if (!Keys.Contains(key)) throw OceanException.Missing(value.Where, "key", key, Keys);
        }

        var kinds = Keys.Take(3).Where(value.Members.ContainsKey).ToList();
        if (kinds.Count != 1) throw OceanException.BadInput($"{value.Where}: give one of choice: [a, b], int: [low, high] and float: [low, high]{(kinds.Count > 1 ? $", not {string.Join(" and ", kinds)}" : "")}");
        var (when, among) = Condition(value, earlier);
        var log = value.Flag("log");
        var found = value.Find(kinds[0])!;
        if (kinds[0] == "choice")
        {
            if (log) throw OceanException.BadInput($"{value.Where}: log is for ranges, not for choices");
            string[] choices = [.. found.Items.Select(Value)];
            return choices.Length > 0 ? new SearchParameter(name, choices, When: when, Among: among) : throw OceanException.BadInput($"{found.Where}: the list of choices is empty");
        }

        if (name == ModelKey) throw OceanException.BadInput($"{value.Where}: a model is chosen by name, e.g. model: [mlp, forest]");
        var range = value.Numbers(kinds[0], 2)!;
        var (low, high, whole) = (range[0], range[1], kinds[0] == "int");
        string Range() => string.Create(CultureInfo.InvariantCulture, $"the range from {low} to {high}");
        if (!(low < high)) throw OceanException.BadInput($"{found.Where}: {Range()} is empty; the first number must be the smaller");
        if (whole && (low != Math.Floor(low) || high != Math.Floor(high) || Math.Abs(low) > int.MaxValue || high >= int.MaxValue)) throw OceanException.BadInput($"{found.Where}: {Range()} is not of whole numbers; use float");
        if (log && !(low > 0)) throw OceanException.BadInput($"{found.Where}: {Range()} has no logarithm; a log range lies above 0");
        return new SearchParameter(name, [], low, high, whole, log, when, among);
    }

    private static (string? When, IReadOnlyList<string>? Among) Condition(Settings value, List<SearchParameter> earlier)
    {
        if (value.Find("when") is not { } condition) return (null, null);
        if (condition.Members.Count != 1) throw OceanException.BadInput($"{condition.Where}: a condition names one setting, e.g. when: {{model: mlp}}");
        var (name, among) = (condition.Members.Keys.First().Replace('-', '_'), condition.Members.Values.First());
        if (earlier.Find(parameter => parameter.Name == name) is not { } other)
            throw OceanException.Missing(condition.Where, "setting above", name, earlier.Select(parameter => parameter.Name));
        string[] values = [.. among.Items.Select(Value)];
        foreach (var text in values)
        {
            if (other.Choices.Count == 0) throw OceanException.BadInput($"{condition.Where}: '{name}' is a range; a condition needs choices");
            if (!other.Choices.Contains(text)) throw OceanException.Missing(condition.Where, $"value of {name}", text, other.Choices);
        }

        return (name, values);
    }

    // A list among choices stands for values separated by commas, as hidden: [[64, 64], [128]].
    private static string Value(Settings item) => item.Value ?? (item.Items.Count > 0 ? string.Join(',', item.Items.Select(Value)) : throw OceanException.BadInput($"{item.Where}: a value or a list of values is expected"));
}
