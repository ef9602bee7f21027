namespace OceanML.Colocation;

/// <summary>A column that holds one wavelength of a spectrum.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Wavelength">Its wavelength, nm; NaN where its name has none.</param>
public sealed record SpectralBand(string Column, double Wavelength);
