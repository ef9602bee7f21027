using System.Collections;

namespace OceanML.Formats.NetCdf;

/// <summary>The attributes of a variable or a group, in file order.</summary>
public sealed class NetCdfAttributeSet : IReadOnlyCollection<NetCdfAttribute>
{
    private readonly IReadOnlyList<NetCdfAttribute> all;

    internal NetCdfAttributeSet(IReadOnlyList<NetCdfAttribute> all) => this.all = all;

    /// <inheritdoc/>
    public int Count => all.Count;

    /// <summary>The attribute of a name, or null.</summary>
    public NetCdfAttribute? this[string name]
    {
        get
        {
            foreach (var attribute in all)
            {
                if (attribute.Name == name) return attribute;
            }

            return null;
        }
    }

    /// <summary>The text of an attribute with surrounding blanks removed; null where it is absent or blank.</summary>
    public string? Text(string name) => this[name]?.Text.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The first number of an attribute; null where it is absent or holds text.</summary>
    public double? Number(string name) => this[name]?.Number;

    /// <inheritdoc/>
    public IEnumerator<NetCdfAttribute> GetEnumerator() => all.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
