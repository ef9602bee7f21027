using System.Buffers;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A test whose limits are set variable by variable, and which gives each value a flag of QARTOD's scheme.</summary>
/// <typeparam name="T">The limits of one variable.</typeparam>
/// <param name="name">What reports and options call it.</param>
/// <param name="title">What fails, in one line.</param>
/// <param name="limits">Limits by canonical name or name of a column, patterns allowed; the first that matches holds.</param>
/// <remarks>
/// Fail becomes 4 and suspect 3 of the Argo scheme; good lets an untested value become 1; not evaluated and missing leave it as it is. Tests of
/// QARTOD do not know of each other: a value that failed one is a neighbour in the next.
/// </remarks>
public abstract class VariableLimitsTest<T>(string name, string title, IReadOnlyList<(string Variable, T Limits)> limits) : QualityTest(name, 0, title)
    where T : class
{
    private readonly Dictionary<string, T?> known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override SequenceAxis? Axis => null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; } = [.. limits.Select(pair => pair.Variable)];

    /// <inheritdoc/>
    public sealed override void Run(Sequence sequence)
    {
        foreach (var variable in sequence.Variables)
        {
            if (LimitsOf(variable) is not { } set) continue;
            var count = Count(sequence);
            var rented = ArrayPool<char>.Shared.Rent(sequence.Count);
            var flags = rented.AsSpan(0, count);
            if (Evaluate(sequence, variable, set, count, flags)) variable.RaiseQartod(flags, this);
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Gives the first values of a variable their flags.</summary>
    /// <returns>Whether it could.</returns>
    private protected abstract bool Evaluate(Sequence sequence, SequenceVariable variable, T limits, int count, Span<char> flags);

    // Values without a time stand at the end of a series; a test of times leaves them alone.
    private int Count(Sequence sequence)
    {
        var count = sequence.Count;
        if (Axis == SequenceAxis.Series)
        {
            while (count > 0 && sequence.Times[count - 1] == Timestamp.Missing) count--;
        }

        return count;
    }

    private T? LimitsOf(SequenceVariable variable)
    {
        if (known.TryGetValue(variable.Name, out var found)) return found;
        foreach (var (pattern, set) in limits)
        {
            if (!NamePattern.Matches(pattern, variable.Name) && !NamePattern.Matches(pattern, variable.Column)) continue;
            found = set;
            break;
        }

        known[variable.Name] = found;
        return found;
    }
}
