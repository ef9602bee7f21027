namespace OceanML.Learning;

/// <summary>How configurations are tried.</summary>
public enum SearchMethod
{
    /// <summary>Drawn at random, each trained in full (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>Every combination, each trained in full.</summary>
    Grid,

    /// <summary>Drawn at random; all get a small budget, the best third three times as much, and so on (Jamieson and Talwalkar 2016, arXiv:1502.07943).</summary>
    Halving,

    /// <summary>Successive halving several times over, from many configurations with a small first budget to few with the full one (Li et al. 2018, arXiv:1603.06560).</summary>
    Hyperband,
}
