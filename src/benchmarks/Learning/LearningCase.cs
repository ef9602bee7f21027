using System.Globalization;

namespace OceanML.Benchmarks;

/// <summary>One comparison: the same answer from both sides first, then the times.</summary>
internal abstract class LearningCase
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is compared, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Compares answers (an exception where they differ), then times, and prints.</summary>
    public abstract void Run();

    /// <summary>Prints one measurement beside its peer's.</summary>
    protected static void Tell(string what, double ownSeconds, string peer, double? peerSeconds)
    {
        var ratio = peerSeconds is { } other ? $"{peer} {Time(other)}: x{(other / ownSeconds).ToString("0.0", CultureInfo.InvariantCulture)}" : $"{peer} is absent";
        Console.WriteLine($"  {what,-44} own {Time(ownSeconds)}, {ratio}");
    }

    /// <summary>Stops the benchmark where the two sides do not give the same answer.</summary>
    protected static void Same(string what, double own, double peer, double tolerance)
    {
        if (!(Math.Abs(own - peer) <= tolerance * Math.Max(1, Math.Abs(peer))))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{what} differs: {own:R} here, {peer:R} there"));
    }

    private static string Time(double seconds) => seconds switch
    {
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6,8:0.0} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3,8:0.00} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds,8:0.00} s "),
    };
}
