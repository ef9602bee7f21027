using OceanML.Tests;

namespace OceanML.Crates.Tests;

/// <summary>The rules, tried on the crates with which rocrate-validator is itself tested.</summary>
public class PublishedCrateTests
{
    private const string Crates = "schemas/test_crates/rocrate_validator/";

    public static TheoryData<string> Valid => new("process-run-crate", "process-run-crate-containerimage", "provenance-run-crate", "rocrate-with-custom-terms",
        "workflow-roc", "workflow-roc-string-license", "workflow-testing-ro-crate", "sortchangecase.crate.zip");

    /// <summary>Folder of a broken crate, the profile it is checked against, and words of the rule that it breaks.</summary>
    public static TheoryData<string, string, string> Invalid => new()
    {
        { "0_file_descriptor_format/invalid_json_format", "", "not JSON" },
        { "0_file_descriptor_format/invalid_jsonld_format/invalid_value_object", "", "flattened" },
        { "0_file_descriptor_format/invalid_jsonld_format/missing_id", "", "has no @id" },
        { "0_file_descriptor_format/invalid_jsonld_format/missing_type", "", "has no @type" },
        { "0_file_descriptor_format/invalid_jsonld_format/not_compacted", "", "compacted" },
        { "0_file_descriptor_format/invalid_jsonld_format/not_flattened", "", "flattened" },
        { "0_main_workflow/main_workflow_bad_type", "workflow", "must be a SoftwareSourceCode" },
        { "0_main_workflow/main_workflow_no_lang", "workflow", "ComputerLanguage" },
        { "0_main_workflow/no_files", "workflow", "file is not there" },
        { "1_file_descriptor_metadata/invalid_entity_about_type", "", "root must be a Dataset" },
        { "1_file_descriptor_metadata/invalid_entity_type", "", "must be a CreativeWork" },
        { "1_file_descriptor_metadata/missing_conforms_to", "", "version of RO-Crate" },
        { "1_file_descriptor_metadata/missing_entity_about", "", "about must name the root" },
        { "1_wroc_crate/no_license", "workflow", "must have a license" },
        { "1_wroc_crate/no_mainentity", "workflow", "mainEntity must name" },
        { "2_root_data_entity_metadata/invalid_root_date", "", "not an ISO 8601 date" },
        { "2_root_data_entity_metadata/invalid_root_type", "", "root must be a Dataset" },
        { "2_root_data_entity_metadata/invalid_root_value", "", "must end with /" },
        { "2_root_data_entity_metadata/missing_root_entity", "", "not in the crate" },
        { "2_root_data_entity_metadata/missing_root_license", "", "must have a license" },
        { "3_process_run_crate/action_instrument_bad_type", "process", "instrument must name the software" },
        { "3_process_run_crate/action_no_instrument", "process", "instrument must name the software" },
        { "3_process_run_crate/conformsto_bad_profile", "process", "conformsTo must name the profile" },
        { "3_process_run_crate/conformsto_bad_type", "process", "described as a CreativeWork" },
        { "4_data_entity_metadata/cyclic_datasets", "", "no hasPart leads to it" },
        { "4_data_entity_metadata/invalid_missing_hasPart_reference", "", "no hasPart leads to it" },
        { "4_data_entity_metadata/missing_dataset_data_entity_with_unquoted_name", "", "folder is not there" },
        { "4_data_entity_metadata/missing_file_data_entity_with_quoted_name", "", "file is not there" },
        { "4_workflow_run_crate/conformsto_no_wfrc", "workflow run", "conformsTo must name the profile" },
        { "4_workflow_run_crate/formalparam_bad_inv_exampleofwork", "workflow run", "workExample must name" },
        { "4_workflow_run_crate/formalparam_no_additionaltype", "workflow run", "additionalType" },
        { "4_workflow_run_crate/workflow_input_no_formalparam", "workflow run", "must name FormalParameters" },
        { "4_workflow_run_crate/workflow_output_no_formalparam", "workflow run", "must name FormalParameters" },
        { "5_provenance_run_crate/action_bad_resourceusage", "provenance", "resourceUsage" },
        { "5_provenance_run_crate/controlaction_bad_instrument", "provenance", "step of the workflow" },
        { "5_provenance_run_crate/controlaction_no_instrument", "provenance", "step of the workflow" },
        { "5_provenance_run_crate/howtostep_bad_connection", "provenance", "ParameterConnection" },
        { "5_provenance_run_crate/howtostep_bad_position", "provenance", "whole number" },
        { "5_provenance_run_crate/howtostep_bad_workexample", "provenance", "tool of the step" },
        { "5_provenance_run_crate/howtostep_no_workexample", "provenance", "tool of the step" },
        { "5_provenance_run_crate/organizeaction_bad_instrument", "provenance", "workflow engine" },
        { "5_provenance_run_crate/organizeaction_bad_result", "provenance", "action of the workflow" },
        { "5_provenance_run_crate/organizeaction_no_object", "provenance", "ControlActions" },
        { "5_provenance_run_crate/organizeaction_no_result", "provenance", "action of the workflow" },
        { "5_provenance_run_crate/parameterconnection_bad_sourceparameter", "provenance", "sourceParameter" },
        { "5_provenance_run_crate/parameterconnection_bad_targetparameter", "provenance", "targetParameter" },
        { "5_provenance_run_crate/tool_bad_input", "provenance", "must name FormalParameters" },
        { "5_provenance_run_crate/tool_no_inv_instrument", "provenance", "no action was done" },
        { "5_provenance_run_crate/workflow_bad_connection", "provenance", "ParameterConnection" },
        { "5_provenance_run_crate/workflow_no_haspart", "provenance", "hasPart must name the tools" },
        { "5_provenance_run_crate/workflow_type_no_howto", "provenance", "must be a HowTo" },
        { "5_workflow_testing_ro_crate/testdefinition_bad_conformsto", "testing", "test engine" },
        { "5_workflow_testing_ro_crate/testdefinition_bad_engineversion", "testing", "engineVersion" },
        { "5_workflow_testing_ro_crate/testdefinition_bad_type", "testing", "must be a File" },
        { "5_workflow_testing_ro_crate/testdefinition_no_engineversion", "testing", "engineVersion" },
        { "5_workflow_testing_ro_crate/testinstance_bad_resource", "testing", "resource must be" },
        { "5_workflow_testing_ro_crate/testinstance_bad_runson", "testing", "runsOn must name" },
        { "5_workflow_testing_ro_crate/testinstance_bad_url", "testing", "url must be" },
        { "5_workflow_testing_ro_crate/testinstance_no_url", "testing", "url must be" },
        { "5_workflow_testing_ro_crate/testsuite_bad_definition", "testing", "TestInstance or a TestDefinition" },
        { "5_workflow_testing_ro_crate/testsuite_no_instance_no_def", "testing", "TestInstance or a TestDefinition" },
        { "5_workflow_testing_ro_crate/testsuite_not_mentioned", "testing", "mention" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_crate_breaks_no_required_rule(string name)
    {
        // The shared copies lack some payload files: whether a file is there is tried on our own crates.
        var problems = CrateCheck.Problems(SharedData.Path(Crates + "valid/" + name)).Where(problem => problem.Required && !problem.Message.EndsWith("is not there", StringComparison.Ordinal)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_broken_crate_breaks_the_rule_it_is_named_after(string name, string profile, string words)
    {
        var problems = CrateCheck.Problems(SharedData.Path(Crates + "invalid/" + name), profile.Length == 0 ? null : [profile]);
        Assert.Contains(problems, problem => problem.Required && problem.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_crate_of_WorkflowHub_is_read_and_its_broken_links_are_named()
    {
        var problems = CrateCheck.Problems(SharedData.Path("schemas/test_crates/workflowhub/31_ro-crate-metadata.json"));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
    }
}
