using System.Globalization;

namespace OceanML.Core;

/// <summary>Values by name, as they stand in a file or on a command line, read as what they are meant to be.</summary>
/// <param name="Label">How messages name what they belong to, e.g. <c>layer dense</c>.</param>
/// <param name="Values">Values by name, as text.</param>
public record SettingValues(string Label, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether a value is given.</summary>
    public bool Has(string name) => Values.ContainsKey(name);

    /// <summary>A value as text, or the default.</summary>
    public string Text(string name, string otherwise) => Values.GetValueOrDefault(name, otherwise);

    /// <summary>A value among a few words, or the default.</summary>
    /// <exception cref="OceanException">It is none of them; they are listed.</exception>
    public string Choice(string name, string otherwise, params ReadOnlySpan<string> words)
    {
        var text = Text(name, otherwise);
        return words.Contains(text) ? text : throw OceanException.Usage($"{Label}: '{name}' is '{text}'; it must be one of {string.Join(", ", words.ToArray())}");
    }

    /// <summary>Yes or no, or the default.</summary>
    /// <exception cref="OceanException">It is neither.</exception>
    public bool Flag(string name, bool otherwise) => Text(name, otherwise ? "true" : "false").ToLowerInvariant() switch
    {
        "true" or "yes" => true,
        "false" or "no" => false,
        var text => throw OceanException.Usage($"{Label}: '{name}' is '{text}'; it must be true or false"),
    };

    /// <summary>A whole number within bounds, or the default.</summary>
    /// <exception cref="OceanException">It is not a whole number from <paramref name="low"/> to <paramref name="high"/>.</exception>
    public int Integer(string name, int otherwise, int low = 1, int high = 8192)
    {
        if (!Values.TryGetValue(name, out var text)) return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw OceanException.Usage($"{Label}: '{name}' is '{text}'; it must be a whole number from {low} to {high}");
    }

    /// <summary>A number within bounds, or the default.</summary>
    /// <exception cref="OceanException">It is not a number from <paramref name="low"/> to <paramref name="high"/>.</exception>
    public double Number(string name, double otherwise, double low, double high)
    {
        if (!Values.TryGetValue(name, out var text)) return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"{Label}: '{name}' is '{text}'; it must be a number from {low} to {high}"));
    }

    /// <summary>Whole numbers separated by commas, or the default; <c>0</c> alone is an empty list.</summary>
    /// <exception cref="OceanException">One is not a whole number from <paramref name="low"/> to <paramref name="high"/>.</exception>
    public int[] Integers(string name, int[] otherwise, int low = 1, int high = 8192)
    {
        if (!Values.TryGetValue(name, out var text)) return otherwise;
        if (text.Trim() == "0") return [];
        var parts = text.Split([',', '-', 'x'], StringSplitOptions.TrimEntries);
        var values = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]) || values[i] < low || values[i] > high)
                throw OceanException.Usage($"{Label}: '{name}' is '{text}'; it must be whole numbers from {low} to {high}, such as 64,64");
        }

        return values;
    }

    /// <summary>Refuses values that nobody reads.</summary>
    /// <exception cref="OceanException">A name is not among those known; they are listed.</exception>
    public void Only(params ReadOnlySpan<string> known)
    {
        foreach (var name in Values.Keys)
        {
            if (!known.Contains(name)) throw OceanException.Usage($"{Label}: no setting '{name}'; there {(known.Length == 0 ? "is none" : $"are {string.Join(", ", known.ToArray())}")}");
        }
    }

    /// <summary>A number as it is written in a file.</summary>
    public static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number as it is written in a file.</summary>
    public static string Write(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number as it is written in a file.</summary>
    public static string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}
