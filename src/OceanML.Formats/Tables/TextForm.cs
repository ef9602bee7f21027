namespace OceanML.Formats.Tables;

/// <summary>The conventions that text files follow.</summary>
internal enum TextForm
{
    /// <summary>None known: names, perhaps units, then rows.</summary>
    Plain,

    /// <summary>SeaBASS: <c>/begin_header</c>, <c>/fields</c>, <c>/units</c>; also the exports of the OCDB.</summary>
    SeaBass,

    /// <summary>A cast of a Sea-Bird instrument (.cnv).</summary>
    SeaBird,

    /// <summary>WHP exchange format, water samples (<c>BOTTLE,</c>).</summary>
    ExchangeBottle,

    /// <summary>WHP exchange format, one CTD cast (<c>CTD,</c> and <c>NUMBER_HEADERS</c>).</summary>
    ExchangeCtd,

    /// <summary>A spreadsheet of Ocean Data View, and FloatViz, which is one.</summary>
    Odv,
}
