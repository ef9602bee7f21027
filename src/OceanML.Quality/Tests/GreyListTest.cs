using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A sensor on Argo's grey list: all values of the listed period get the flag of the list, unless they have a worse one.</summary>
/// <remarks>
/// Argo test 15 (exclusion list since 2025). The list is a file of the user (<c>ar_greylist.txt</c>); without it nothing is tested. The list is of real
/// time: values adjusted in delayed mode, which an expert has judged, are left alone.
/// </remarks>
/// <param name="list">The list, or null.</param>
/// <param name="vocabulary">Says what a variable is called in Argo files, as the list does.</param>
public sealed class GreyListTest(GreyList? list, Vocabulary vocabulary) : QualityTest("grey-list", 15, "sensor on the grey list")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (list is null || sequence.Platform is not { Length: > 0 } platform) return;
        foreach (var variable in sequence.Variables)
        {
            if (variable.IsDelayed || vocabulary.Find(variable.Name)?.Aliases.GetValueOrDefault("argo") is not { } parameters) continue;
            for (var level = 0; level < variable.Values.Length; level++)
            {
                foreach (var parameter in parameters)
                {
                    if (list.Flag(platform, parameter, sequence.Times[level]) is { } flag) variable.Raise(level, flag, this);
                }
            }
        }
    }
}
