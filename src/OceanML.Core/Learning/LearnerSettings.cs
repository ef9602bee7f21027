namespace OceanML.Core;

/// <summary>What kind of model is to learn, and with which values: from a command line, a file, or a search.</summary>
/// <param name="Model">Kind of model, e.g. <c>mlp</c> or <c>boosting</c>.</param>
/// <param name="Values">Values by name, as text; what is not given takes the default of the kind.</param>
public sealed record LearnerSettings(string Model, IReadOnlyDictionary<string, string> Values) : SettingValues($"model {Model}", Values)
{
    /// <summary>For a model of given layers: the layers, in order.</summary>
    public IReadOnlyList<LayerSettings> Layers { get; init; } = [];

    /// <summary>The same with some values replaced or added.</summary>
    public LearnerSettings With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var all = new SortedDictionary<string, string>(Values.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in values) all[name] = value;
        return this with { Values = all };
    }
}
