namespace OceanML.Core;

/// <summary>What is dissolved, as far as a conversion of units needs it.</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="MolarMass">Grams per mole.</param>
/// <param name="MolarVolume">Litres per mole of the gas as volumes of it are written (0 degrees Celsius, 1 atm); NaN for what is no gas.</param>
public sealed record Substance(string Name, double MolarMass, double MolarVolume = double.NaN)
{
    /// <summary>Whether files write it as a volume of gas too.</summary>
    public bool IsGas => !double.IsNaN(MolarVolume);

    /// <summary>
    /// Dissolved oxygen: 44.6596 umol per ml, 31.9988 g per mol (Bittig et al. 2018, SCOR working group 142, 10.13155/45915, as Argo converts).
    /// </summary>
    public static readonly Substance Oxygen = new("oxygen", 31.9988, 1000 / 44.6596);

    /// <summary>Carbon, 12.011 g per mol (IUPAC).</summary>
    public static readonly Substance Carbon = new("carbon", 12.011);

    /// <summary>
    /// What a variable of the vocabulary measures, where its name leaves no doubt. A milligram of nitrate may be one of NO3 or one of N, and is
    /// left alone.
    /// </summary>
    public static Substance? Of(VocabularyEntry? entry) => entry switch
    {
        null => null,
        _ when entry.Name.StartsWith("oxygen", StringComparison.Ordinal) => Oxygen,
        _ when entry.StandardName?.Contains("expressed_as_carbon", StringComparison.Ordinal) == true => Carbon,
        _ => null,
    };
}
