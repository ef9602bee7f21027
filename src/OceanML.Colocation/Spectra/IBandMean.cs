namespace OceanML.Colocation;

/// <summary>A way to bring a spectrum measured in situ to the band of a sensor.</summary>
internal interface IBandMean
{
    /// <summary>The values for a band, or null where no row can have one.</summary>
    (BandPartner Partner, BandValues? Values) Of(SpectralBand sensor);

    /// <summary>How they come about: a clause for the metadata.</summary>
    string Means(SpectralBand sensor);
}
