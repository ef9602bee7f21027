namespace OceanML.Formats.Readiness;

/// <summary>A variable in a data dictionary.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Role">What it is for: coordinate, data, flag, uncertainty, label, origin, split, other.</param>
/// <param name="Type">The stored type.</param>
/// <param name="Meaning">What it means, as the file says, else as this collection knows.</param>
/// <param name="Unit">Unit as written; empty where unknown.</param>
/// <param name="StandardName">CF standard name; in brackets where the file does not say it and this collection knows it.</param>
/// <param name="Flags">For a flag: its scheme or meanings; for a data variable: the variable of its flags.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Missing">Share missing, 0 to 1; null where not examined.</param>
/// <param name="Source">Where the values come from.</param>
public sealed record DictionaryEntry(string Name, string Role, string Type, string Meaning, string Unit, string StandardName, string Flags, string Minimum, string Maximum, double? Missing, string Source);
