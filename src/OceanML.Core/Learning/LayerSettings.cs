namespace OceanML.Core;

/// <summary>One layer of a network as it stands in a file: its kind, its values by name, and the layers it wraps.</summary>
/// <param name="Kind">Kind of layer, e.g. <c>dense</c>.</param>
/// <param name="Values">Values by name, as text.</param>
/// <param name="Inner">Layers that it wraps, in order, as a residual connection does.</param>
public sealed record LayerSettings(string Kind, IReadOnlyDictionary<string, string> Values, IReadOnlyList<LayerSettings> Inner) : SettingValues($"layer {Kind}", Values)
{
    /// <summary>A layer that wraps no others.</summary>
    public LayerSettings(string kind, params (string Name, string Value)[] values)
        : this(kind, new SortedDictionary<string, string>(values.ToDictionary(value => value.Name, value => value.Value), StringComparer.Ordinal), [])
    {
    }
}
