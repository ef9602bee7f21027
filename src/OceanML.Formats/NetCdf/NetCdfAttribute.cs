using System.Globalization;

namespace OceanML.Formats.NetCdf;

/// <summary>An attribute of a variable, a group or the file.</summary>
public sealed class NetCdfAttribute
{
    internal NetCdfAttribute(string name, NetCdfType type, IReadOnlyList<string> texts, double[] numbers, ulong[] bits) =>
        (Name, Type, Texts, Numbers, Bits) = (name, type, texts, numbers, bits);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public NetCdfType Type { get; }

    /// <summary>The texts of a character or string attribute; empty for numbers.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The values of a numeric attribute; empty for text.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>The values of an integer attribute as unsigned bit patterns of its own width (a byte of -128 is 0x80); empty otherwise.</summary>
    public IReadOnlyList<ulong> Bits { get; }

    /// <summary>The first number, or null where it holds text or nothing.</summary>
    public double? Number => Numbers.Count > 0 ? Numbers[0] : null;

    /// <summary>The value as text: the text itself, or the numbers with a comma between them.</summary>
    public string Text =>
        Texts.Count == 1 ? Texts[0]
        : Texts.Count > 1 ? string.Join(", ", Texts)
        : Type == NetCdfType.UInt64 ? string.Join(", ", Bits)
        : string.Join(", ", Numbers.Select(Format));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Text}";

    private string Format(double number) =>
        Type == NetCdfType.Float32
            ? ((float)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);
}
