namespace OceanML.Learning;

/// <summary>How networks come to a predictive distribution.</summary>
public enum NetworkMethod
{
    /// <summary>Several networks from different starts (deep ensemble, Lakshminarayanan et al. 2017, arXiv:1612.01474).</summary>
    Ensemble,

    /// <summary>Networks whose dropout stays on at prediction: each pass drops other units (Gal and Ghahramani 2016, arXiv:1506.02142).</summary>
    McDropout,

    /// <summary>A distribution over the weights, learned by Bayes by backprop; each pass draws weights (Blundell et al. 2015, arXiv:1505.05424).</summary>
    Bayes,

    /// <summary>Several networks that give quantiles, which may lie unevenly about the median (Koenker and Bassett 1978).</summary>
    Quantile,
}
