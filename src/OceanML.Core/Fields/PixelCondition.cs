namespace OceanML.Core;

/// <summary>A pixel is valid only where a variable of the field lies in a range, e.g. Polymer's Rgli below 0.1 for VIIRS. A missing value passes.</summary>
/// <param name="Variable">A name from <see cref="IField.Variables"/>.</param>
/// <param name="Minimum">Smallest value that passes, in the variable's unit; negative infinity for any.</param>
/// <param name="Maximum">Greatest value that passes; infinity for any.</param>
public sealed record PixelCondition(string Variable, double Minimum, double Maximum);
