using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>One setting of a model that a search varies, or holds fixed where it has one choice.</summary>
/// <param name="Name">Name of the setting; <c>model</c> is the kind of model.</param>
/// <param name="Choices">The values to choose among; empty for a range.</param>
/// <param name="Low">Smallest value of a range.</param>
/// <param name="High">Largest value of a range.</param>
/// <param name="IsWhole">Whether the range holds whole numbers.</param>
/// <param name="IsLog">Whether the range is drawn on a logarithmic scale.</param>
/// <param name="When">Name of an earlier setting that decides whether this one applies; null for always.</param>
/// <param name="Among">The values of that setting for which it applies.</param>
public sealed record SearchParameter(
    string Name, IReadOnlyList<string> Choices, double Low = double.NaN, double High = double.NaN, bool IsWhole = false, bool IsLog = false, string? When = null, IReadOnlyList<string>? Among = null)
{
    private const int Digits = 4;

    /// <summary>Whether there is something to search.</summary>
    public bool Varies => Choices.Count != 1;

    /// <summary>Whether it applies, given the settings chosen before it.</summary>
    public bool Applies(IReadOnlyDictionary<string, string> chosen) => When is null || (chosen.TryGetValue(When, out var value) && Among!.Contains(value));

    /// <summary>One value at random: each choice alike, a range evenly on its scale.</summary>
    public string Draw(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Choices.Count > 0 ? Choices[random.Next(Choices.Count)] : At(random.NextDouble());
    }

    /// <summary>The values of a grid: all choices, or a number of values spread over the range.</summary>
    public IReadOnlyList<string> Grid(int points) =>
        Choices.Count > 0 ? Choices : points == 1 ? [At(0.5)] : [.. Enumerable.Range(0, points).Select(i => At((double)i / (points - 1))).Distinct()];

    /// <summary>The setting as one line of the space, so that two spaces can be compared.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {(Choices.Count > 0 ? string.Join(" | ", Choices) : $"{(IsWhole ? "int" : "float")} {Low} to {High}{(IsLog ? " log" : "")}")}{(When is null ? "" : $" when {When} is {string.Join(" or ", Among!)}")}");

    // Rounded to a few digits: a learning rate of 0.00237 can be typed again, and 17 digits mean nothing.
    private string At(double share)
    {
        if (IsWhole)
        {
            var whole = IsLog ? Math.Exp(Math.Log(Low) + (share * (Math.Log(High + 1) - Math.Log(Low)))) : Low + (share * (High + 1 - Low));
            return SettingValues.Write((int)Math.Clamp(Math.Floor(whole), Low, High));
        }

        var value = IsLog ? Math.Exp(Math.Log(Low) + (share * (Math.Log(High) - Math.Log(Low)))) : Low + (share * (High - Low));
        return SettingValues.Write(Math.Clamp(Rounded(value), Low, High));
    }

    private static double Rounded(double value) => double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
