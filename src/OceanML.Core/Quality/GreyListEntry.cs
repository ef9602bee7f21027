namespace OceanML.Core;

/// <summary>One line of Argo's grey list: a sensor of a float that is known to fail, from a day on, for a while or until further notice.</summary>
/// <param name="Platform">WMO number of the float.</param>
/// <param name="Parameter">Argo name of the parameter: PSAL, DOXY, BBP700.</param>
/// <param name="Start">First instant, UTC microseconds.</param>
/// <param name="End">Last instant; missing where the listing is open.</param>
/// <param name="Flag">The Argo flag that the values get in real time: 2, 3 or 4.</param>
/// <param name="Comment">Why, in the words of the data centre.</param>
/// <param name="Dac">The data centre, e.g. IF.</param>
public sealed record GreyListEntry(string Platform, string Parameter, long Start, long End, char Flag, string Comment, string Dac)
{
    /// <summary>Whether the listing holds at an instant; not where the instant is missing.</summary>
    public bool Holds(long time) => time != Timestamp.Missing && time >= Start && (End == Timestamp.Missing || time <= End);
}
