namespace OceanML.Quality;

/// <summary>A test that compares the profiles of one platform with each other: speed, sensor drift, frozen profiles.</summary>
/// <inheritdoc/>
public abstract class PlatformTest(string name, int number, string title) : QualityTest(name, number, title)
{
    /// <summary>Looks at all profiles of a platform.</summary>
    /// <param name="profiles">In the order of their times; those without a time last.</param>
    public abstract void Run(IReadOnlyList<Sequence> profiles);

    /// <inheritdoc/>
    public sealed override void Run(Sequence sequence) => Run([sequence]);
}
