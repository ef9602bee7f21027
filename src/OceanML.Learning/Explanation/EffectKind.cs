namespace OceanML.Learning;

/// <summary>How the mean effect of a feature on an output is drawn as a curve.</summary>
public enum EffectKind
{
    /// <summary>
    /// Partial dependence: the mean output when every row takes the same value of the feature. Where features go together it asks the model
    /// about rows that do not occur, e.g. warm water in winter.
    /// </summary>
    PartialDependence,

    /// <summary>
    /// Accumulated local effects: the mean change of the output for small steps of the feature among rows that have about that value, summed
    /// up. It stays where data are.
    /// </summary>
    AccumulatedLocal,
}
