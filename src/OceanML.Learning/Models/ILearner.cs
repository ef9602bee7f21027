namespace OceanML.Learning;

/// <summary>A way to learn from rows: what is trained, and what it is compared with, alike.</summary>
public interface ILearner
{
    /// <summary>What it makes, in words, e.g. <c>ensemble of multilayer perceptrons</c>.</summary>
    string Name { get; }

    /// <summary>How it learns, for the model card: names and values, in order.</summary>
    IReadOnlyList<(string Name, string Value)> Settings { get; }

    /// <summary>Whether features may be missing (NaN).</summary>
    bool TakesMissing { get; }

    /// <summary>Units of progress that the jobs of one fit report together, e.g. members times epochs.</summary>
    long Work { get; }

    /// <summary>Prepares learning from some rows; the work is done by the jobs of what is returned.</summary>
    /// <param name="data">The data.</param>
    /// <param name="rows">The rows to learn from; nothing is learned from others.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Which fit of the seed this is, e.g. the fold, so that fits draw different numbers.</param>
    ModelFit Begin(Dataset data, int[] rows, int seed, int stream);
}
