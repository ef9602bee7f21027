return new OceanML.Steps.LabelStep().Run(args);
