using System.Text.RegularExpressions;

namespace OceanML.Formats.Readiness;

/// <summary>What names of variables say of their role, in the sources this collection reads.</summary>
internal static partial class VariableNames
{
    public static bool IsFlag(string name) => Flag().IsMatch(name);

    public static bool IsUncertainty(string name) => Uncertainty().IsMatch(name);

    public static bool IsLabel(string name) => Label().IsMatch(name);

    public static bool IsSplit(string name) => Split().IsMatch(name);

    /// <summary>The variable that an uncertainty belongs to, by its name.</summary>
    public static string Subject(string uncertainty) => Uncertainty().Replace(uncertainty, "");

    // TEMP_QC, qc_temp, quality_flag, l2_flags, TEMP_quality_control
    [GeneratedRegex(@"(_qc(_tests|_source)?$|^qc$|^qc_|_qf$|_flags?$|^flags?$|quality_control$|_qartod_|^quality|_quality_level$|^position_qc$)", RegexOptions.IgnoreCase)]
    private static partial Regex Flag();

    [GeneratedRegex(@"(_adjusted_error|_error|_err|_uncertainty|_uncertainties|_unc|_std|_stdev|_stddev|_sd|_sigma|_rmsd|_rmse|_bias|_standard_error|_lower|_upper)$|^u_rel_|^u_|^std_", RegexOptions.IgnoreCase)]
    private static partial Regex Uncertainty();

    [GeneratedRegex(@"(^|_)(label|labels|class|annotation)(_confidence)?$|_label(_confidence)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(split|fold|set|subset|partition|train_test|is_train|is_test)$", RegexOptions.IgnoreCase)]
    private static partial Regex Split();
}
