namespace OceanML.Quality;

/// <summary>Along what the values of a <see cref="Sequence"/> are neighbours.</summary>
public enum SequenceAxis
{
    /// <summary>Down a profile, from the surface.</summary>
    Profile,

    /// <summary>Through time, at one platform and depth.</summary>
    Series,
}
